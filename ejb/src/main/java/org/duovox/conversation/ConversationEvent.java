package org.duovox.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.messagestore.MessageId;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.HangUpReason;
import org.duovox.sip.RecordingEnd;

/**
 * What happens in a conversation. The desk passes on only what is current: the end of the last {@code Play}, the last
 * timer. Answers to actions come once each.
 */
public sealed interface ConversationEvent {

    record DigitPressed(DtmfDigit digit) implements ConversationEvent {}

    /**
     * The last Play was heard to its end.
     *
     * @param whole false if a greeting or message in it could not be opened, so that it was not heard
     */
    record PlayFinished(boolean whole) implements ConversationEvent {}

    record TimerExpired() implements ConversationEvent {}

    /** Answers StartRecording, always and before {@link HungUp}. {@code length} is of everything that was recorded. */
    record RecordingEnded(RecordingEnd reason, Duration length) implements ConversationEvent {}

    /**
     * The message store cannot record now. Sent as soon as the desk knows, best before the tone; at the latest instead of
     * {@link RecordingEnded}.
     */
    record RecordingRefused() implements ConversationEvent {}

    /** Answers StoreMessage, in every case. */
    record Stored(StoreResult result) implements ConversationEvent {}

    /** Answers StoreGreeting, in every case: the greeting that is now in use, or nothing when it could not be stored. */
    record GreetingStored(Optional<MessageId> greeting) implements ConversationEvent {}

    /** Answers CheckSignIn. */
    record SignInChecked(SignInResult result) implements ConversationEvent {}

    /** Answers FetchMessages; in any order, the conversation sorts. */
    record MessagesFetched(List<VoiceMessage> messages) implements ConversationEvent {
        public MessagesFetched {
            messages = List.copyOf(messages);
        }
    }

    /** Answers FetchMessages when the database did not. */
    record MessagesNotFetched() implements ConversationEvent {}

    /** Answers MoveMessage. */
    record MessageMoved(MessageId id, boolean done) implements ConversationEvent {}

    /** Answers ChangePin. */
    record PinChanged(PinChangeResult result) implements ConversationEvent {}

    /** The call is over; only answers to Store actions are of interest from now on. */
    record HungUp(HangUpReason reason) implements ConversationEvent {}
}
