package org.duovox.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.messagestore.MessageId;
import org.duovox.prompt.Phrase;
import org.duovox.prompt.PromptName;
import org.duovox.sip.Codec;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.HangUpReason;
import org.duovox.sip.RecordingEnd;
import org.duovox.user.Extension;
import org.duovox.user.UserId;

/** A caller in a test, and the desk between: tells the conversation what the caller does and asserts what is done to him. */
final class Caller {

    static final MailboxOwner ANN = new MailboxOwner(new UserId("ann"), new Extension("4711"), Optional.empty());

    private final Conversation conversation = new Conversation(ConversationSettings.DEFAULT);
    private ConversationState state;
    private List<ConversationAction> actions;
    private List<Phrase> heard = List.of();
    private Optional<Duration> timer = Optional.empty();

    private Caller(Arrival arrival) {
        Step step = conversation.begin(arrival);
        state = step.state();
        actions = step.actions();
        note();
    }

    static Caller forwardedTo(MailboxOwner owner) {
        return new Caller(new Arrival.ForUser(owner));
    }

    static Caller fromOwnPhone() {
        return new Caller(new Arrival.FromOwnPhone(ANN.extension()));
    }

    static Caller fromElsewhere() {
        return new Caller(new Arrival.FromElsewhere());
    }

    /** Someone who has left a message of ten seconds and ended it with #. */
    static Caller atReview() {
        return forwardedTo(ANN).presses("#").hearsItOut().presses("#").recorded(RecordingEnd.STOPPED, 10);
    }

    /** Ann, at her main menu, without new messages. */
    static Caller atMainMenu() {
        return fromOwnPhone().presses("2580#").isSignedIn().finds();
    }

    Caller isSignedIn() {
        return happens(new ConversationEvent.SignInChecked(new SignInResult.SignedIn(ANN)));
    }

    Caller isRefused(SignInResult.Refused why) {
        return happens(new ConversationEvent.SignInChecked(why));
    }

    Caller finds(VoiceMessage... messages) {
        return happens(new ConversationEvent.MessagesFetched(List.of(messages)));
    }

    /** A dot is a wait. */
    Caller presses(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            if (key == '.') {
                waits();
            } else {
                happens(new ConversationEvent.DigitPressed(DtmfDigit.ofKey(key).orElseThrow()));
            }
        }
        return this;
    }

    Caller hearsItOut() {
        return happens(new ConversationEvent.PlayFinished(true));
    }

    /** Does nothing until the timer runs out. */
    Caller waits() {
        assertThat(timer).as("a timer runs").isPresent();
        timer = Optional.empty();
        return happens(new ConversationEvent.TimerExpired());
    }

    /** Hears everything and does nothing. */
    Caller isSilent() {
        return hearsItOut().waits();
    }

    Caller recorded(RecordingEnd reason, double seconds) {
        return happens(new ConversationEvent.RecordingEnded(reason, Duration.ofMillis((long) (seconds * 1000))));
    }

    Caller isStored(StoreResult result) {
        return happens(new ConversationEvent.Stored(result));
    }

    Caller isMoved(VoiceMessage message, boolean done) {
        return happens(new ConversationEvent.MessageMoved(message.id(), done));
    }

    Caller hangsUp() {
        return happens(new ConversationEvent.HungUp(HangUpReason.CALLER));
    }

    Caller happens(ConversationEvent event) {
        Step step = conversation.step(state, event);
        state = step.state();
        actions = step.actions();
        note();
        return this;
    }

    private void note() {
        for (ConversationAction action : actions) {
            if (action instanceof ConversationAction.Play play) {
                heard = play.phrases();
                timer = Optional.empty();
            } else if (action instanceof ConversationAction.StartRecording) {
                timer = Optional.empty();
            } else if (action instanceof ConversationAction.SetTimer set) {
                timer = Optional.of(set.delay());
            }
        }
    }

    /** The last thing that was played says exactly this, apart from numbers and recordings. */
    Caller hears(PromptName... names) {
        List<PromptName> said = new ArrayList<>();
        for (Phrase phrase : heard) {
            if (phrase instanceof Phrase.Prompt prompt) {
                said.add(prompt.name());
            }
        }
        assertThat(said).containsExactly(names);
        return this;
    }

    Caller hears(Phrase phrase) {
        assertThat(heard).contains(phrase);
        return this;
    }

    /** The last event led to exactly these actions, apart from what is played, stopped and timed. */
    Caller makesUs(ConversationAction... expected) {
        assertThat(actions)
                .filteredOn(action -> !(action instanceof ConversationAction.Play)
                        && !(action instanceof ConversationAction.StopPlaying)
                        && !(action instanceof ConversationAction.SetTimer))
                .containsExactly(expected);
        return this;
    }

    Caller leavesThePromptsPlaying() {
        assertThat(actions)
                .noneMatch(action ->
                        action instanceof ConversationAction.Play || action instanceof ConversationAction.StopPlaying);
        return this;
    }

    Caller waitsFor(Duration delay) {
        assertThat(timer).contains(delay);
        return this;
    }

    /** Where the caller is now. */
    ConversationState state() {
        return state;
    }

    static VoiceMessage message(int number, Folder folder, boolean heard) {
        return new VoiceMessage(
                new MessageId("message-" + number),
                ANN.id(),
                "12" + number,
                "",
                Instant.ofEpochSecond(1_000_000_000L + number),
                Codec.PCMU,
                80_000,
                "",
                folder,
                heard,
                false,
                false,
                false);
    }
}
