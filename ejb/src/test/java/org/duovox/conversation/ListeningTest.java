package org.duovox.conversation;

import static org.duovox.conversation.Caller.ANN;
import static org.duovox.conversation.Caller.atMainMenu;
import static org.duovox.conversation.Caller.message;

import java.time.Duration;
import java.util.Set;
import org.duovox.conversation.ConversationAction.FetchMessages;
import org.duovox.conversation.ConversationAction.MarkHeard;
import org.duovox.conversation.ConversationAction.MoveMessage;
import org.duovox.conversation.ConversationAction.PausePlaying;
import org.duovox.conversation.ConversationAction.Release;
import org.duovox.conversation.ConversationAction.ResumePlaying;
import org.duovox.conversation.ConversationAction.SkipPlaying;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.messagestore.MessageId;
import org.duovox.prompt.Phrase;
import org.duovox.prompt.PromptName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningTest {

    private static final VoiceMessage OLDER = message(1, Folder.NEW, false);
    private static final VoiceMessage NEWER = message(2, Folder.NEW, false);

    private static Caller listening() {
        return atMainMenu().presses("1").finds(OLDER, NEWER);
    }

    private static Caller afterMessage() {
        return listening().hearsItOut();
    }

    private static Caller listeningToDeleted() {
        return atMainMenu().presses("32").finds(message(1, Folder.DELETED, true), message(2, Folder.DELETED, true));
    }

    private static Phrase audio(VoiceMessage message) {
        return new Phrase.MessageAudio(message.id());
    }

    @Test
    void newMessagesAreReadNewestFirst() {
        listening()
                .hears(PromptName.MESSAGE, PromptName.FROM)
                .hears(new Phrase.SpokenDigits("122"))
                .hears(audio(NEWER))
                .presses("##")
                .hears(audio(OLDER));
    }

    @Test
    void savedMessagesAreReadOldestFirstWithThoseHeardButNotSaved() {
        VoiceMessage heard = message(3, Folder.NEW, true);
        VoiceMessage saved = message(4, Folder.SAVED, true);
        atMainMenu()
                .presses("31")
                .makesUs(new FetchMessages(ANN.id(), Set.of(Folder.NEW, Folder.SAVED)))
                .finds(saved, OLDER, heard)
                .hears(audio(heard))
                .presses("##")
                .hears(audio(saved))
                .presses("##")
                .hears(PromptName.NO_MORE_MESSAGES, PromptName.MAIN_MENU);
    }

    @Test
    void noMessages() {
        atMainMenu().presses("1").finds().hears(PromptName.NO_MESSAGES, PromptName.MAIN_MENU);
    }

    @Test
    void databaseThatDoesNotAnswerIsTold() {
        atMainMenu()
                .presses("1")
                .happens(new ConversationEvent.MessagesNotFetched())
                .hears(PromptName.NOT_AVAILABLE_NOW, PromptName.MAIN_MENU);
    }

    @Test
    void messageIsHeardWhenItWasPlayedToTheEnd() {
        listening()
                .hearsItOut()
                .makesUs(new MarkHeard(NEWER.id(), true))
                .hears(PromptName.RECEIVED, PromptName.AFTER_MESSAGE_MENU)
                .hears(new Phrase.SpokenTime(NEWER.received()));
    }

    @Test
    void messageStaysNewWhenTheCallerHangsUpWhileListening() {
        listening().hangsUp().makesUs(new Release(true));
    }

    @Test
    void messageThatIsNotHereYetIsNotHeard() {
        listening()
                .happens(new ConversationEvent.PlayFinished(false))
                .makesUs()
                .hears(PromptName.RECEIVED, PromptName.AFTER_MESSAGE_MENU);
    }

    @Test
    void messageIsNotHeardWhenSkipped() {
        listening()
                .presses("#")
                .makesUs()
                .hears(PromptName.AFTER_MESSAGE_MENU)
                .presses("#")
                .makesUs();
    }

    @ParameterizedTest(name = "{0} while listening moves to {1} as heard: {2}")
    @CsvSource({"2, SAVED, true, MESSAGE_SAVED", "3, DELETED, true, MESSAGE_DELETED"})
    void keysWhileListeningMoveTheMessage(String key, Folder folder, boolean heard, PromptName word) {
        listening()
                .presses(key)
                .makesUs(new MoveMessage(NEWER.id(), folder, heard))
                .isMoved(NEWER, true)
                .hears(word, PromptName.MESSAGE, PromptName.FROM)
                .hears(audio(OLDER));
    }

    @ParameterizedTest(name = "{0} after the message moves to {1} as heard: {2}")
    @CsvSource({
        "2, SAVED, true, MESSAGE_SAVED",
        "3, DELETED, true, MESSAGE_DELETED",
        "6, NEW, false, MESSAGE_MARKED_NEW"
    })
    void keysAfterAMessageMoveIt(String key, Folder folder, boolean heard, PromptName word) {
        afterMessage()
                .presses(key)
                .makesUs(new MoveMessage(NEWER.id(), folder, heard))
                .isMoved(NEWER, true)
                .hears(word, PromptName.MESSAGE, PromptName.FROM);
    }

    @ParameterizedTest(name = "{0} undeletes to {1}")
    @CsvSource({
        "2, SAVED, true, MESSAGE_UNDELETED",
        "#2, SAVED, true, MESSAGE_UNDELETED",
        "#6, NEW, false, MESSAGE_MARKED_NEW"
    })
    void deletedMessagesAreUndeleted(String keys, Folder folder, boolean heard, PromptName word) {
        listeningToDeleted()
                .presses(keys)
                .makesUs(new MoveMessage(new MessageId("message-1"), folder, heard))
                .isMoved(message(1, Folder.DELETED, true), true)
                .hears(word, PromptName.MESSAGE, PromptName.FROM);
    }

    @Test
    void deletedMessageCannotBeDeletedAgain() {
        listeningToDeleted()
                .presses("#3")
                .makesUs()
                .hears(PromptName.NOT_A_CHOICE, PromptName.AFTER_DELETED_MESSAGE_MENU);
    }

    @Test
    void whatCouldNotBeDoneIsTold() {
        listening()
                .presses("3")
                .isMoved(NEWER, false)
                .hears(PromptName.COULD_NOT_BE_DONE, PromptName.AFTER_MESSAGE_MENU);
    }

    @Test
    void skippingMovesInTheMessage() {
        listening()
                .presses("7")
                .makesUs(new SkipPlaying(Duration.ofSeconds(-5)))
                .presses("9")
                .makesUs(new SkipPlaying(Duration.ofSeconds(5)))
                .leavesThePromptsPlaying();
    }

    @Test
    void rewindAfterTheMessagePlaysItsLastSeconds() {
        afterMessage()
                .presses("7")
                .makesUs(new SkipPlaying(Duration.ofSeconds(5)))
                .hears(audio(NEWER));
    }

    @Test
    void pauseIsEndedByTheSameKey() {
        listening().presses("8").makesUs(new PausePlaying()).presses("8").makesUs(new ResumePlaying());
    }

    @Test
    void forgottenPauseEndsByItself() {
        listening().presses("8").waitsFor(Duration.ofSeconds(60)).waits().makesUs(new ResumePlaying());
    }

    @Test
    void wrongKeyInAPauseDoesNotMakeItEndless() {
        listening().presses("814").waitsFor(Duration.ofSeconds(60));
    }

    @Test
    void oneRestartsTheMessageWhenNothingFollows() {
        listening()
                .presses("1")
                .leavesThePromptsPlaying()
                .waitsFor(Duration.ofMillis(1500))
                .waits()
                .hears(audio(NEWER));
    }

    @Test
    void oneReplaysTheMessageEvenIfItEndsMeanwhile() {
        listening()
                .presses("1")
                .hearsItOut()
                .makesUs(new MarkHeard(NEWER.id(), true))
                .waits()
                .hears(audio(NEWER));
    }

    @Test
    void propertiesAreTold() {
        afterMessage()
                .presses("15")
                .hears(PromptName.RECEIVED, PromptName.FROM, PromptName.AFTER_MESSAGE_MENU)
                .hears(new Phrase.SpokenDigits("122"));
        listening().presses("15").hears(PromptName.RECEIVED, PromptName.FROM, PromptName.MESSAGE, PromptName.FROM);
    }

    @Test
    void wrongKeysDoNotInterruptAMessage() {
        listening().presses("6").leavesThePromptsPlaying().makesUs();
    }

    @Test
    void helpIsToldBeforeTheMessageStartsAgain() {
        listening().presses("0").hears(PromptName.LISTENING_HELP, PromptName.MESSAGE, PromptName.FROM);
    }

    @Test
    void starGoesBackToTheMainMenu() {
        listening().presses("*").finds(OLDER, NEWER).hears(PromptName.YOU_HAVE, PromptName.MAIN_MENU);
        afterMessage().presses("*").finds(OLDER).hears(PromptName.YOU_HAVE, PromptName.MAIN_MENU);
    }
}
