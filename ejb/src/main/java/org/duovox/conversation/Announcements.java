package org.duovox.conversation;

import java.util.ArrayList;
import java.util.List;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.prompt.Phrase;
import org.duovox.prompt.PromptName;

/** What is said where. */
final class Announcements {

    private Announcements() {}

    static Phrase say(PromptName name) {
        return new Phrase.Prompt(name);
    }

    /** What is heard on coming to a place, and again when nothing is chosen. */
    static List<Phrase> at(Place place) {
        return switch (place) {
            case Place.Greeted greeted -> greeting(greeted.owner());
            case Place.ReviewingMessage reviewing -> List.of(say(PromptName.REVIEW_MENU));
            case Place.NotStored notStored -> List.of(say(PromptName.STORE_AGAIN_MENU));
            case Place.UserMenu menu -> List.of(say(menu(menu.name())));
            case Place.Listening listening -> message(listening.list());
            case Place.AfterMessage after ->
                List.of(say(
                        after.list().isDeleted()
                                ? PromptName.AFTER_DELETED_MESSAGE_MENU
                                : PromptName.AFTER_MESSAGE_MENU));
            case Place.ReviewingGreeting reviewing -> List.of(say(PromptName.GREETING_REVIEW_MENU));
        };
    }

    private static PromptName menu(MenuName name) {
        return switch (name) {
            case MAIN -> PromptName.MAIN_MENU;
            case OLD_MESSAGES -> PromptName.OLD_MESSAGES_MENU;
            case SETUP -> PromptName.SETUP_MENU;
            case PREFERENCES -> PromptName.PREFERENCES_MENU;
            case GREETING -> PromptName.GREETING_MENU;
        };
    }

    static Phrase asking(NumberAsked asked) {
        return say(
                switch (asked) {
                    case NumberAsked.SignInId id -> PromptName.ENTER_ID;
                    case NumberAsked.SignInPin pin -> PromptName.ENTER_PIN;
                    case NumberAsked.NewPin pin -> PromptName.ENTER_NEW_PIN;
                    case NumberAsked.NewPinAgain pin -> PromptName.ENTER_NEW_PIN_AGAIN;
                });
    }

    /** The recorded greeting, or the system's. */
    static List<Phrase> greeting(MailboxOwner owner) {
        if (owner.greeting().isPresent()) {
            return List.of(new Phrase.Greeting(owner.greeting().get()));
        }
        return List.of(
                say(PromptName.THE_PERSON_AT_EXTENSION),
                new Phrase.SpokenDigits(owner.extension().digits()),
                say(PromptName.CANNOT_TAKE_YOUR_CALL),
                say(PromptName.LEAVE_A_MESSAGE));
    }

    /** "Message two, urgent, from four seven one one", and the message itself. */
    static List<Phrase> message(MessageList list) {
        VoiceMessage message = list.current();
        List<Phrase> phrases = new ArrayList<>();
        phrases.add(say(PromptName.MESSAGE));
        phrases.add(new Phrase.SpokenNumber(list.index() + 1));
        if (message.urgent()) {
            phrases.add(say(PromptName.URGENT));
        }
        phrases.addAll(caller(message));
        if (message.interrupted()) {
            phrases.add(say(PromptName.INTERRUPTED));
        }
        phrases.add(new Phrase.MessageAudio(message.id()));
        return phrases;
    }

    /** When the message came. */
    static List<Phrase> received(VoiceMessage message) {
        return List.of(say(PromptName.RECEIVED), new Phrase.SpokenTime(message.received()));
    }

    /** When and from whom the message came. */
    static List<Phrase> properties(VoiceMessage message) {
        List<Phrase> phrases = new ArrayList<>(received(message));
        phrases.addAll(caller(message));
        return phrases;
    }

    private static List<Phrase> caller(VoiceMessage message) {
        String number = message.callingNumber();
        return number.chars().anyMatch(c -> c >= '0' && c <= '9')
                ? List.of(say(PromptName.FROM), new Phrase.SpokenDigits(number))
                : List.of(say(PromptName.FROM_AN_UNKNOWN_NUMBER));
    }
}
