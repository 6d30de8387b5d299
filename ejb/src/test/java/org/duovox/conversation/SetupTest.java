package org.duovox.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.conversation.Caller.ANN;
import static org.duovox.conversation.Caller.atMainMenu;

import java.time.Duration;
import java.util.Optional;
import org.duovox.conversation.ConversationAction.ChangePin;
import org.duovox.conversation.ConversationAction.DiscardRecording;
import org.duovox.conversation.ConversationAction.Release;
import org.duovox.conversation.ConversationAction.StartRecording;
import org.duovox.conversation.ConversationAction.StoreGreeting;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.prompt.Phrase;
import org.duovox.prompt.PromptName;
import org.duovox.sip.RecordingEnd;
import org.duovox.user.Pin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupTest {

    private static final MessageId RECORDED = new MessageId("greeting-1");

    private static Caller greetingRecorded() {
        return atMainMenu().presses("412").hearsItOut().recorded(RecordingEnd.STOPPED, 6);
    }

    @ParameterizedTest(name = "{0} leads to {1}")
    @CsvSource({
        "0, MAIN_MENU",
        "*, GOODBYE",
        "3., OLD_MESSAGES_MENU",
        "3.0, OLD_MESSAGES_MENU",
        "3.*, MAIN_MENU",
        "4.0, SETUP_MENU",
        "4.*, MAIN_MENU",
        "4.1, GREETING_MENU",
        "4.3., PREFERENCES_MENU",
        "4.31, ENTER_NEW_PIN",
        "41, GREETING_MENU",
        "410, GREETING_MENU",
        "41*, SETUP_MENU",
        "43.0, PREFERENCES_MENU",
        "43.*, SETUP_MENU",
        "43.1, ENTER_NEW_PIN",
        "431, ENTER_NEW_PIN"
    })
    void keysOfTheMenus(String keys, PromptName prompt) {
        atMainMenu().presses(keys).hears(prompt);
    }

    @ParameterizedTest(name = "{0} fetches {1}")
    @CsvSource({"1, NEW", "31, SAVED", "3.1, SAVED", "32, DELETED", "3.2, DELETED"})
    void keysThatFetchMessages(String keys, Wanted wanted) {
        assertThat(atMainMenu().presses(keys).state()).isEqualTo(new ConversationState.Fetching(ANN, wanted));
    }

    @ParameterizedTest(name = "{0} and waiting leads to {1}")
    @CsvSource({"3, OLD_MESSAGES_MENU", "4, SETUP_MENU", "43, PREFERENCES_MENU"})
    void beginningsWaitForTheNextKeyAndThenOpenTheirMenu(String keys, PromptName menu) {
        atMainMenu().presses(keys).waitsFor(Duration.ofMillis(1500)).waits().hears(menu);
    }

    @Test
    void greetingIsHeard() {
        atMainMenu()
                .presses("411")
                .hears(
                        PromptName.YOUR_GREETING_IS,
                        PromptName.THE_PERSON_AT_EXTENSION,
                        PromptName.CANNOT_TAKE_YOUR_CALL,
                        PromptName.LEAVE_A_MESSAGE,
                        PromptName.GREETING_MENU);
    }

    @Test
    void greetingIsRecordedAndThenInUse() {
        atMainMenu()
                .presses("412")
                .hears(PromptName.RECORD_GREETING, PromptName.BEEP)
                .hearsItOut()
                .makesUs(new StartRecording(Purpose.GREETING, ANN.id(), Duration.ofSeconds(90), Duration.ofSeconds(5)))
                .presses("#")
                .recorded(RecordingEnd.STOPPED, 6)
                .hears(PromptName.GREETING_REVIEW_MENU)
                .presses("#")
                .makesUs(new StoreGreeting(ANN.id()))
                .happens(new ConversationEvent.GreetingStored(Optional.of(RECORDED)))
                .hears(PromptName.GREETING_STORED, PromptName.GREETING_MENU)
                .presses("1")
                .hears(new Phrase.Greeting(RECORDED));
    }

    @Test
    void greetingIsReviewedRecordedAgainAndCancelled() {
        greetingRecorded()
                .presses("5")
                .hears(new Phrase.CurrentRecording())
                .presses("6")
                .makesUs(new DiscardRecording())
                .hears(PromptName.BEEP)
                .hearsItOut()
                .recorded(RecordingEnd.MAX_LENGTH, 90)
                .hears(PromptName.LONGEST_GREETING_REACHED, PromptName.GREETING_REVIEW_MENU)
                .presses("*")
                .makesUs(new DiscardRecording())
                .hears(PromptName.GREETING_CANCELLED, PromptName.GREETING_MENU);
    }

    @Test
    void greetingIsNeverUrgent() {
        greetingRecorded().presses("1").hears(PromptName.NOT_A_CHOICE, PromptName.GREETING_REVIEW_MENU);
    }

    @Test
    void greetingThatWasNotAcceptedIsThrownAwayOnHangUp() {
        greetingRecorded().hangsUp().makesUs(new DiscardRecording(), new Release(true));
        atMainMenu()
                .presses("412")
                .hearsItOut()
                .recorded(RecordingEnd.HUNG_UP, 6)
                .makesUs(new DiscardRecording())
                .hangsUp()
                .makesUs(new Release(true));
    }

    @Test
    void releaseWaitsForTheGreetingToBeStored() {
        greetingRecorded()
                .presses("#")
                .hangsUp()
                .makesUs()
                .happens(new ConversationEvent.GreetingStored(Optional.of(RECORDED)))
                .makesUs(new Release(true));
    }

    @Test
    void greetingThatCouldNotBeStoredIsTold() {
        greetingRecorded()
                .presses("#")
                .happens(new ConversationEvent.GreetingStored(Optional.empty()))
                .hears(PromptName.GREETING_NOT_STORED, PromptName.GREETING_REVIEW_MENU);
    }

    @Test
    void shortGreetingIsNone() {
        atMainMenu()
                .presses("412")
                .hearsItOut()
                .recorded(RecordingEnd.STOPPED, 0.5)
                .makesUs(new DiscardRecording())
                .hears(PromptName.GREETING_TOO_SHORT, PromptName.GREETING_MENU);
    }

    @Test
    void pinIsEnteredTwiceAndChanged() {
        atMainMenu()
                .presses("431")
                .hears(PromptName.ENTER_NEW_PIN)
                .presses("1379#")
                .hears(PromptName.ENTER_NEW_PIN_AGAIN)
                .presses("1379#")
                .makesUs(new ChangePin(ANN.id(), new Pin("1379")))
                .happens(new ConversationEvent.PinChanged(PinChangeResult.CHANGED))
                .hears(PromptName.PIN_CHANGED, PromptName.MAIN_MENU);
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource({
        "123, PIN_LENGTH",
        "123456789012345678901234567890123, PIN_LENGTH",
        "4711, PIN_TOO_SIMPLE",
        "1111, PIN_TOO_SIMPLE",
        "12345, PIN_TOO_SIMPLE",
        "9876, PIN_TOO_SIMPLE"
    })
    void badPinsAreRefused(String pin, PromptName why) {
        atMainMenu().presses("431" + pin + "#").makesUs().hears(why, PromptName.ENTER_NEW_PIN);
    }

    @Test
    void differentPinsAreRefusedUntilPatienceEnds() {
        Caller caller = atMainMenu().presses("431");
        for (int i = 0; i < 3; i++) {
            caller.presses("1379#1378#").hears(PromptName.PINS_DIFFER, PromptName.ENTER_NEW_PIN);
        }
        caller.presses("1379#1378#").hears(PromptName.PINS_DIFFER, PromptName.PIN_NOT_CHANGED, PromptName.MAIN_MENU);
    }

    @Test
    void pinThatCouldNotBeStoredStaysAsItWas() {
        atMainMenu()
                .presses("4311379#1379#")
                .happens(new ConversationEvent.PinChanged(PinChangeResult.FAILED))
                .hears(PromptName.COULD_NOT_BE_DONE, PromptName.PIN_NOT_CHANGED, PromptName.MAIN_MENU);
    }

    @Test
    void mainMenuIsRepeatedThreeTimes() {
        atMainMenu()
                .isSilent()
                .isSilent()
                .isSilent()
                .hears(PromptName.MAIN_MENU)
                .isSilent()
                .hears(PromptName.GOODBYE);
    }

    @Test
    void wrongKeyIsToldAndCountsAsARepeat() {
        atMainMenu()
                .presses("7")
                .hears(PromptName.NOT_A_CHOICE, PromptName.MAIN_MENU)
                .presses("77")
                .presses("7")
                .hears(PromptName.GOODBYE);
    }
}
