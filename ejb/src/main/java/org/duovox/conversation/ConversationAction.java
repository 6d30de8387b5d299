package org.duovox.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.duovox.mailbox.Folder;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.prompt.Phrase;
import org.duovox.user.Extension;
import org.duovox.user.Pin;
import org.duovox.user.UserId;

/** What the call desk carries out for a conversation. */
public sealed interface ConversationAction {

    /**
     * Plays this in place of whatever plays, and forgets the timer. A greeting or message that cannot be opened is replaced by
     * the prompt MESSAGE_NOT_HERE_YET. Answered by PlayFinished unless another Play, StopPlaying or StartRecording comes first.
     */
    record Play(List<Phrase> phrases) implements ConversationAction {
        public Play {
            phrases = List.copyOf(phrases);
        }
    }

    record StopPlaying() implements ConversationAction {}

    record PausePlaying() implements ConversationAction {}

    record ResumePlaying() implements ConversationAction {}

    /** Forward, or back when negative. */
    record SkipPlaying(Duration distance) implements ConversationAction {}

    /** Sets the only timer, in place of an earlier one. Answered by TimerExpired, unless it was replaced or forgotten. */
    record SetTimer(Duration delay) implements ConversationAction {}

    /**
     * Records, and forgets the timer; the recording is "at hand" until it is stored or discarded. Answered by RecordingEnded or
     * RecordingRefused.
     *
     * @param mailbox whose message or greeting it will be
     */
    record StartRecording(Purpose purpose, UserId mailbox, Duration maxLength, Duration endSilence)
            implements ConversationAction {}

    record StopRecording() implements ConversationAction {}

    /** Throws the recording at hand away. */
    record DiscardRecording() implements ConversationAction {}

    /** Makes a message of the recording at hand. Answered by Stored; when that is FAILED the recording is still at hand. */
    record StoreMessage(UserId mailbox, boolean urgent) implements ConversationAction {}

    /** Makes the recording at hand the standard greeting. Answered by GreetingStored; on failure it is still at hand. */
    record StoreGreeting(UserId mailbox) implements ConversationAction {}

    /** Answered by SignInChecked. The desk counts wrong PINs and takes as long for an unknown extension as for a known one. */
    record CheckSignIn(Extension extension, Pin pin) implements ConversationAction {}

    /** Answered by MessagesFetched (at most {@link Conversation#MAX_MESSAGES} of each folder) or MessagesNotFetched. */
    record FetchMessages(UserId mailbox, Set<Folder> folders) implements ConversationAction {
        public FetchMessages {
            folders = Set.copyOf(folders);
        }
    }

    /** Not answered: if it fails, the message stays as it was and will be offered again. */
    record MarkHeard(MessageId id, boolean heard) implements ConversationAction {}

    /** Moves the message and marks it, in one transaction. Answered by MessageMoved. */
    record MoveMessage(MessageId id, Folder folder, boolean heard) implements ConversationAction {}

    /** Answered by PinChanged. */
    record ChangePin(UserId user, Pin pin) implements ConversationAction {}

    /** Ends the call. HungUp follows. */
    record HangUp() implements ConversationAction {}

    /**
     * Lets go of the call: the answer to the caller's BYE may go out. The last action of every conversation.
     *
     * @param kept false when a message is still at hand that could not be stored: it is left for the message store's sweep, not
     *     thrown away, and its caller gets no receipt
     */
    record Release(boolean kept) implements ConversationAction {}
}
