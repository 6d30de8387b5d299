package org.duovox.prompt;

import org.duovox.messagestore.MessageId;

/** Where the audio for (a part of) a {@link Phrase} is found. */
public sealed interface Sound {

    /** A file of {@link PromptLibrary}. */
    record PromptFile(String name) implements Sound {}

    /** A greeting or a message in the message store. It may not have come here yet. */
    record StoredAudio(MessageId id) implements Sound {}

    /** The recording at hand in this call. */
    record RecordingAtHand() implements Sound {}
}
