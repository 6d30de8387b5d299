package org.duovox.call.ejb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.duovox.call.ejb.CallInProgress.Asking;
import org.duovox.conversation.ConversationAction;
import org.duovox.conversation.ConversationEvent;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.messagestore.MessageStore.Recording;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.prompt.Phrase;
import org.duovox.prompt.PhraseBook;
import org.duovox.prompt.PromptName;
import org.duovox.prompt.Sound;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Call;
import org.duovox.sip.Codec;
import org.duovox.sip.RecordingLimits;

/** What one call plays and records. */
final class CallAudio {

    private static final System.Logger LOG = System.getLogger(CallAudio.class.getName());

    /** A recording that is played back before it is stored must be on the disk first; that takes milliseconds. */
    private static final int FINISH_SECONDS = 5;

    private final Call call;
    private final CallServices services;
    private final Asking asking;

    /** Counts what replaces the playing, so that clips that were fetched for something older are not played. */
    private long wanted;

    private long playing;
    private boolean whole = true;
    private Optional<AtHand> atHand = Optional.empty();
    private boolean refused;

    CallAudio(Call call, CallServices services, Asking asking) {
        this.call = call;
        this.services = services;
        this.asking = asking;
    }

    /** The recording that is neither stored nor discarded. */
    record AtHand(Recording recording, RecordingHeader header) {}

    /** Posted when what a Play wants has been opened. */
    record ClipsReady(long wanted, List<AudioClip> clips, boolean whole) {}

    void play(List<Phrase> phrases) {
        wanted++;
        List<Sound> sounds =
                new PhraseBook(services.clock().instant(), services.clock().getZone()).sounds(phrases);
        if (sounds.stream().allMatch(sound -> sound instanceof Sound.PromptFile)) {
            clipsReady(new ClipsReady(wanted, open(sounds, Optional.empty()).clips(), true));
            return;
        }
        // What plays now must not go on while the disk is asked.
        call.stopPlaying();
        long mine = wanted;
        Optional<AtHand> recorded = atHand;
        asking.ask(
                () -> {
                    Opened opened = open(sounds, recorded);
                    return new ClipsReady(mine, opened.clips(), opened.whole());
                },
                new ClipsReady(mine, List.of(notHere()), false));
    }

    void clipsReady(ClipsReady ready) {
        if (ready.wanted() == wanted) {
            whole = ready.whole();
            playing = call.play(ready.clips());
        }
    }

    void stopPlaying() {
        wanted++;
        playing = 0;
        call.stopPlaying();
    }

    /** What to tell the conversation when the connector says that something was heard to its end; nothing if it was stale. */
    Optional<ConversationEvent> playFinished(long playNumber) {
        return playNumber == playing ? Optional.of(new ConversationEvent.PlayFinished(whole)) : Optional.empty();
    }

    /** False if the message store cannot record. */
    boolean startRecording(ConversationAction.StartRecording start) {
        wanted++;
        playing = 0;
        RecordingHeader header = new RecordingHeader(
                new MessageId(UUID.randomUUID().toString()),
                start.purpose(),
                start.mailbox().value(),
                call.offer().callingNumber(),
                call.offer().callingName(),
                services.clock().instant());
        abandonRecording(); // was kept by now
        try {
            Recording recording = services.store().begin(header);
            atHand = Optional.of(new AtHand(recording, header));
            refused = false;
            if (!call.record(recording::append, new RecordingLimits(start.maxLength(), start.endSilence()))) {
                discardRecording(); // hung up at this moment; HungUp comes next, and there is nothing to store
            }
            return true;
        } catch (RuntimeException e) {
            discardRecording();
            LOG.log(System.Logger.Level.ERROR, "The message store does not record; look at its disk.", e);
            refused = start.purpose() == Purpose.MESSAGE;
            return false;
        }
    }

    /** Whether a caller was asked to speak and not recorded. */
    boolean isRecordingRefused() {
        return refused;
    }

    Optional<AtHand> recordingAtHand() {
        return atHand;
    }

    void discardRecording() {
        atHand.ifPresent(recorded -> recorded.recording().discard());
        atHand = Optional.empty();
    }

    /** The call is over and nobody knows what became of it: what is here of it will be found. */
    void abandonRecording() {
        atHand.ifPresent(recorded -> recorded.recording().abandon());
        atHand = Optional.empty();
    }

    private record Opened(List<AudioClip> clips, boolean whole) {}

    private Opened open(List<Sound> sounds, Optional<AtHand> recorded) {
        List<AudioClip> clips = new ArrayList<>();
        boolean all = true;
        for (Sound sound : sounds) {
            Optional<AudioClip> clip = switch (sound) {
                case Sound.PromptFile file -> Optional.of(services.prompts().clip(file.name()));
                case Sound.StoredAudio stored -> services.store().open(stored.id());
                case Sound.RecordingAtHand hand -> recorded.flatMap(this::openRecording);
            };
            all &= clip.isPresent();
            clips.add(clip.orElseGet(this::notHere));
        }
        return new Opened(List.copyOf(clips), all);
    }

    private Optional<AudioClip> openRecording(AtHand recorded) {
        try {
            CompletableFuture<MessageStore.Finished> finished =
                    recorded.recording().finish().toCompletableFuture();
            finished.orTimeout(FINISH_SECONDS, TimeUnit.SECONDS).join();
            return services.store().open(recorded.header().id());
        } catch (CompletionException e) {
            LOG.log(System.Logger.Level.ERROR, "A recording could not be forced to the disk.", e);
            return Optional.empty();
        }
    }

    private AudioClip notHere() {
        List<Sound> sounds = new PhraseBook(
                        services.clock().instant(), services.clock().getZone())
                .sounds(List.of(new Phrase.Prompt(PromptName.MESSAGE_NOT_HERE_YET)));
        return sounds.getFirst() instanceof Sound.PromptFile file
                ? services.prompts().clip(file.name())
                : AudioClip.of(Codec.PCMU, new byte[0]);
    }
}
