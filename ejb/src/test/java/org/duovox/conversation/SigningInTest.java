package org.duovox.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.conversation.Caller.ANN;
import static org.duovox.conversation.Caller.fromElsewhere;
import static org.duovox.conversation.Caller.fromOwnPhone;
import static org.duovox.conversation.Caller.message;

import java.util.Set;
import org.duovox.conversation.ConversationAction.CheckSignIn;
import org.duovox.conversation.ConversationAction.FetchMessages;
import org.duovox.conversation.ConversationAction.HangUp;
import org.duovox.conversation.ConversationAction.Release;
import org.duovox.mailbox.Folder;
import org.duovox.prompt.Phrase;
import org.duovox.prompt.PromptName;
import org.duovox.user.Extension;
import org.duovox.user.Pin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SigningInTest {

    private static final ConversationAction CHECK = new CheckSignIn(new Extension("4711"), new Pin("2580"));

    @Test
    void ownPhoneIsAskedForThePinOnly() {
        fromOwnPhone()
                .hears(PromptName.ENTER_PIN)
                .presses("2580#")
                .makesUs(CHECK)
                .isSignedIn()
                .makesUs(new FetchMessages(ANN.id(), Set.of(Folder.NEW)))
                .finds(message(1, Folder.NEW, false), message(2, Folder.NEW, true), message(3, Folder.NEW, false))
                .hears(PromptName.YOU_HAVE, PromptName.MAIN_MENU)
                .hears(new Phrase.MessageCount(2, Folder.NEW));
    }

    @Test
    void otherPhonesAreAskedForIdAndPin() {
        fromElsewhere()
                .hears(PromptName.OPENING_GREETING, PromptName.ENTER_ID)
                .presses("4711#")
                .hears(PromptName.ENTER_PIN)
                .presses("2580#")
                .makesUs(CHECK);
    }

    @Test
    void starOnTheOwnPhoneAsksForAnotherId() {
        fromOwnPhone().presses("*").hears(PromptName.ENTER_ID);
    }

    @Test
    void starTakesBackWhatWasEntered() {
        fromOwnPhone()
                .presses("99*")
                .hears(PromptName.ENTER_PIN)
                .presses("2580#")
                .makesUs(CHECK);
    }

    @Test
    void silenceEndsANumber() {
        fromOwnPhone().presses("2580").waits().makesUs(CHECK);
    }

    @ParameterizedTest
    @EnumSource(value = SignInResult.Refused.class, names = "NOT_AVAILABLE", mode = EnumSource.Mode.EXCLUDE)
    void everyRefusalSoundsTheSameAndTheThirdEndsTheCall(SignInResult.Refused why) {
        fromElsewhere()
                .presses("4711#2580#")
                .isRefused(why)
                .hears(PromptName.SIGN_IN_REFUSED, PromptName.ENTER_ID)
                .presses("4711#2580#")
                .isRefused(why)
                .hears(PromptName.SIGN_IN_REFUSED, PromptName.ENTER_ID)
                .presses("4711#2580#")
                .isRefused(why)
                .hears(PromptName.SIGN_IN_FAILED, PromptName.GOODBYE)
                .hearsItOut()
                .makesUs(new HangUp())
                .hangsUp()
                .makesUs(new Release(true));
    }

    @ParameterizedTest(name = "ID {0} and PIN {1}")
    @CsvSource({"4711, 1", "123456789012345678901, 2580", "4711, 123456789012345678901234567890123"})
    void whatCannotBeAnIdOrPinIsRefusedInTheSameWords(String id, String pin) {
        fromElsewhere().presses(id + "#" + pin + "#").makesUs().hears(PromptName.SIGN_IN_REFUSED, PromptName.ENTER_ID);
    }

    @Test
    void wrongTriesAreNotForgottenWhenTheCallerGoesBackToTheId() {
        fromOwnPhone()
                .presses("1111#")
                .isRefused(SignInResult.Refused.WRONG_PIN)
                .presses("*4711#2222#")
                .isRefused(SignInResult.Refused.WRONG_PIN)
                .presses("4711#3333#")
                .isRefused(SignInResult.Refused.WRONG_PIN)
                .hears(PromptName.SIGN_IN_FAILED, PromptName.GOODBYE);
    }

    @Test
    void databaseThatDoesNotAnswerIsNoWrongPin() {
        fromOwnPhone()
                .presses("2580#")
                .isRefused(SignInResult.Refused.NOT_AVAILABLE)
                .hears(PromptName.NOT_AVAILABLE_NOW, PromptName.TRY_AGAIN_LATER, PromptName.GOODBYE);
    }

    @Test
    void questionIsRepeatedThreeTimes() {
        fromElsewhere()
                .isSilent()
                .isSilent()
                .isSilent()
                .hears(PromptName.ENTER_ID)
                .isSilent()
                .hears(PromptName.GOODBYE);
    }

    @Test
    void callerWhoHangsUpMeanwhileIsReleasedAtOnce() {
        fromOwnPhone()
                .presses("2580#")
                .hangsUp()
                .makesUs(new Release(true))
                .isSignedIn()
                .makesUs();
    }

    @Test
    void enteredDigitsAreNotShown() {
        Caller caller = fromOwnPhone().presses("2580");
        assertThat(caller.state().toString()).doesNotContain("2580");
    }
}
