package org.duovox.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.conversation.Caller.ANN;
import static org.duovox.conversation.Caller.atReview;
import static org.duovox.conversation.Caller.forwardedTo;

import java.time.Duration;
import java.util.Optional;
import org.duovox.conversation.ConversationAction.DiscardRecording;
import org.duovox.conversation.ConversationAction.HangUp;
import org.duovox.conversation.ConversationAction.Release;
import org.duovox.conversation.ConversationAction.StartRecording;
import org.duovox.conversation.ConversationAction.StopRecording;
import org.duovox.conversation.ConversationAction.StoreMessage;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.prompt.Phrase;
import org.duovox.prompt.PromptName;
import org.duovox.sip.RecordingEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeavingAMessageTest {

    private static final ConversationAction RECORD =
            new StartRecording(Purpose.MESSAGE, ANN.id(), Duration.ofSeconds(300), Duration.ofSeconds(5));
    private static final ConversationAction STORE = new StoreMessage(ANN.id(), false);

    @Test
    void callerHearsTheSystemGreetingAndTheToneAndSpeaks() {
        forwardedTo(ANN)
                .hears(PromptName.THE_PERSON_AT_EXTENSION, PromptName.CANNOT_TAKE_YOUR_CALL, PromptName.LEAVE_A_MESSAGE)
                .hears(new Phrase.SpokenDigits("4711"))
                .hearsItOut()
                .hears(PromptName.BEEP)
                .hearsItOut()
                .makesUs(RECORD)
                .presses("#")
                .makesUs(new StopRecording())
                .recorded(RecordingEnd.STOPPED, 10)
                .hears(PromptName.REVIEW_MENU);
    }

    @Test
    void callerHearsTheRecordedGreeting() {
        MessageId greeting = new MessageId("greeting-1");
        forwardedTo(ANN.withGreeting(Optional.of(greeting)))
                .hears()
                .hears(new Phrase.Greeting(greeting))
                .hearsItOut()
                .hears(PromptName.BEEP);
    }

    @Test
    void systemGreetingIsHeardWhenTheRecordedOneCannotBeOpened() {
        forwardedTo(ANN.withGreeting(Optional.of(new MessageId("greeting-1"))))
                .happens(new ConversationEvent.PlayFinished(false))
                .hears(new Phrase.SpokenDigits("4711"))
                .happens(new ConversationEvent.PlayFinished(true))
                .hears(PromptName.BEEP);
    }

    @Test
    void otherKeysDoNotInterruptTheGreeting() {
        forwardedTo(ANN).presses("7").leavesThePromptsPlaying().hearsItOut().hears(PromptName.BEEP);
    }

    @Test
    void keysDoNotEndTheRecordingExceptPound() {
        Caller caller =
                forwardedTo(ANN).presses("#").hearsItOut().presses("*1590").makesUs();
        assertThat(caller.state()).isInstanceOf(ConversationState.Recording.class);
    }

    @Test
    void sentIsSaidOnlyWhenTheMessageIsStored() {
        atReview()
                .presses("#")
                .makesUs(STORE)
                .waits()
                .hears(PromptName.ONE_MOMENT)
                .hearsItOut()
                .makesUs()
                .isStored(StoreResult.TWO_COPIES)
                .hears(PromptName.MESSAGE_SENT, PromptName.GOODBYE)
                .hearsItOut()
                .makesUs(new HangUp())
                .hangsUp()
                .makesUs(new Release(true));
    }

    @Test
    void oneCopyIsSentToo() {
        atReview().presses("#").isStored(StoreResult.SINGLE_COPY).hears(PromptName.MESSAGE_SENT, PromptName.GOODBYE);
    }

    @Test
    void urgentIsToggled() {
        atReview()
                .presses("1")
                .hears(PromptName.MARKED_URGENT, PromptName.REVIEW_MENU)
                .presses("1")
                .hears(PromptName.NOT_URGENT, PromptName.REVIEW_MENU)
                .presses("1#")
                .makesUs(new StoreMessage(ANN.id(), true));
    }

    @Test
    void messageIsReviewed() {
        atReview().presses("5").hears(new Phrase.CurrentRecording()).hears(PromptName.REVIEW_MENU);
    }

    @Test
    void recordingAgainThrowsTheFirstAway() {
        atReview()
                .presses("6")
                .makesUs(new DiscardRecording())
                .hears(PromptName.BEEP)
                .hearsItOut()
                .makesUs(RECORD);
    }

    @Test
    void cancelledMessageIsThrownAway() {
        atReview()
                .presses("*")
                .makesUs(new DiscardRecording())
                .hears(PromptName.MESSAGE_CANCELLED, PromptName.GOODBYE)
                .hearsItOut()
                .hangsUp()
                .makesUs(new Release(true));
    }

    @Test
    void messageIsStoredWhenTheCallerHangsUpWhileSpeaking() {
        forwardedTo(ANN)
                .presses("#")
                .hearsItOut()
                .recorded(RecordingEnd.HUNG_UP, 10)
                .makesUs(STORE)
                .hangsUp()
                .makesUs()
                .isStored(StoreResult.TWO_COPIES)
                .makesUs(new Release(true));
    }

    @Test
    void messageIsStoredWhenTheCallerHangsUpInsteadOfChoosing() {
        atReview().hangsUp().makesUs(STORE).isStored(StoreResult.TWO_COPIES).makesUs(new Release(true));
    }

    @Test
    void releaseWaitsForTheStore() {
        atReview()
                .presses("#")
                .hangsUp()
                .makesUs()
                .isStored(StoreResult.TWO_COPIES)
                .makesUs(new Release(true));
    }

    @Test
    void storingIsTriedOnceMoreWhenItFailsAfterTheHangUp() {
        atReview()
                .hangsUp()
                .isStored(StoreResult.FAILED)
                .makesUs(STORE)
                .isStored(StoreResult.FAILED)
                .makesUs(new Release(false));
    }

    @Test
    void callerIsToldThatTheMessageCouldNotBeStoredAndMayTryAgain() {
        atReview()
                .presses("#")
                .isStored(StoreResult.FAILED)
                .hears(PromptName.MESSAGE_NOT_STORED, PromptName.STORE_AGAIN_MENU)
                .presses("#")
                .makesUs(STORE)
                .isStored(StoreResult.TWO_COPIES)
                .hears(PromptName.MESSAGE_SENT, PromptName.GOODBYE);
    }

    @Test
    void messageThatCouldNotBeStoredIsTriedOnceMoreWhenTheCallerHangsUp() {
        atReview()
                .presses("#")
                .isStored(StoreResult.FAILED)
                .hangsUp()
                .makesUs(STORE)
                .isStored(StoreResult.FAILED)
                .makesUs(new Release(false));
    }

    @Test
    void messageOfASilentCallerIsSentAfterThreeRepeats() {
        atReview()
                .isSilent()
                .hears(PromptName.REVIEW_MENU)
                .isSilent()
                .isSilent()
                .hears(PromptName.REVIEW_MENU)
                .isSilent()
                .makesUs(STORE)
                .isStored(StoreResult.FAILED)
                .hears(PromptName.MESSAGE_NOT_STORED, PromptName.GOODBYE)
                .hearsItOut()
                .makesUs(new HangUp())
                .hangsUp()
                .makesUs(STORE)
                .isStored(StoreResult.TWO_COPIES)
                .makesUs(new Release(true));
    }

    @Test
    void silenceEndsTheMessage() {
        forwardedTo(ANN)
                .presses("#")
                .hearsItOut()
                .recorded(RecordingEnd.SILENCE, 8)
                .hears(PromptName.REVIEW_MENU);
    }

    @Test
    void silenceAloneIsNoMessage() {
        forwardedTo(ANN)
                .presses("#")
                .hearsItOut()
                .recorded(RecordingEnd.SILENCE, 5.5)
                .makesUs(new DiscardRecording())
                .hears(PromptName.MESSAGE_TOO_SHORT, PromptName.BEEP)
                .hearsItOut()
                .recorded(RecordingEnd.STOPPED, 0.5)
                .hears(PromptName.MESSAGE_TOO_SHORT, PromptName.BEEP)
                .hearsItOut()
                .recorded(RecordingEnd.STOPPED, 0.5)
                .hears(PromptName.MESSAGE_TOO_SHORT, PromptName.GOODBYE);
    }

    @Test
    void callerWhoHangsUpAtTheToneLeavesNothing() {
        forwardedTo(ANN)
                .presses("#")
                .hearsItOut()
                .recorded(RecordingEnd.HUNG_UP, 0.4)
                .makesUs(new DiscardRecording())
                .hangsUp()
                .makesUs(new Release(true));
    }

    @Test
    void longestMessageIsKeptAndReviewed() {
        forwardedTo(ANN)
                .presses("#")
                .hearsItOut()
                .recorded(RecordingEnd.MAX_LENGTH, 300)
                .hears(PromptName.LONGEST_MESSAGE_REACHED, PromptName.REVIEW_MENU);
    }

    @Test
    void noToneWhenTheStoreCannotRecord() {
        forwardedTo(ANN)
                .happens(new ConversationEvent.RecordingRefused())
                .hears(PromptName.CANNOT_TAKE_A_MESSAGE, PromptName.TRY_AGAIN_LATER, PromptName.GOODBYE);
    }

    @Test
    void recordingThatCannotBeginIsToldToo() {
        forwardedTo(ANN)
                .presses("#")
                .hearsItOut()
                .happens(new ConversationEvent.RecordingRefused())
                .hears(PromptName.CANNOT_TAKE_A_MESSAGE, PromptName.TRY_AGAIN_LATER, PromptName.GOODBYE);
    }

    @Test
    void starDuringTheGreetingSignsIn() {
        forwardedTo(ANN).presses("*").hears(PromptName.ENTER_ID);
    }

    @Test
    void starAtTheToneSignsIn() {
        forwardedTo(ANN).presses("#*").hears(PromptName.ENTER_ID);
    }

    @ParameterizedTest
    @EnumSource(RecordingEnd.class)
    void hangUpAfterAnyEndOfTheRecordingLeavesAMessage(RecordingEnd end) {
        Caller caller = forwardedTo(ANN).presses("#").hearsItOut().recorded(end, 20);
        if (end == RecordingEnd.HUNG_UP) {
            caller.makesUs(STORE).hangsUp().makesUs();
        } else {
            caller.hangsUp().makesUs(STORE);
        }
    }
}
