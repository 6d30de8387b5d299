package org.duovox.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.duovox.conversation.ConversationAction.FetchMessages;
import org.duovox.conversation.ConversationState.Fetching;
import org.duovox.conversation.Menus.UserChoice;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.prompt.Phrase;
import org.duovox.prompt.PromptName;

/** What a user does who has signed in, up to the first message. */
record UserMenus(Steps steps) {

    /** After the sign-in. Enrolment, for those who are here for the first time, will come between. */
    Step welcome(MailboxOwner owner) {
        return main(owner);
    }

    /** The main menu, with what is new. */
    Step main(MailboxOwner owner) {
        return fetch(owner, Wanted.COUNT);
    }

    Step chosen(Place.UserMenu at, UserChoice choice) {
        MailboxOwner owner = at.owner();
        return switch (choice) {
            case NEW_MESSAGES -> fetch(owner, Wanted.NEW);
            case SAVED_MESSAGES -> fetch(owner, Wanted.SAVED);
            case DELETED_MESSAGES -> fetch(owner, Wanted.DELETED);
            case MAIN -> to(owner, MenuName.MAIN);
            case OLD_MESSAGES -> to(owner, MenuName.OLD_MESSAGES);
            case SETUP -> to(owner, MenuName.SETUP);
            case GREETING -> to(owner, MenuName.GREETING);
            case PREFERENCES -> to(owner, MenuName.PREFERENCES);
            case CHANGE_PIN -> Steps.ask(new NumberAsked.NewPin(owner, 0));
            case HEAR_GREETING -> {
                List<Phrase> phrases = new ArrayList<>(List.of(Announcements.say(PromptName.YOUR_GREETING_IS)));
                phrases.addAll(Announcements.greeting(owner));
                yield Steps.at(at, phrases);
            }
            case RECORD_GREETING -> Steps.beep(Draft.of(Purpose.GREETING, owner), PromptName.RECORD_GREETING);
            case LEAVE -> Steps.goodbye();
            case HELP -> Steps.at(at);
        };
    }

    private static Step to(MailboxOwner owner, MenuName name) {
        return Steps.at(new Place.UserMenu(owner, name));
    }

    private Step fetch(MailboxOwner owner, Wanted wanted) {
        Set<Folder> folders = switch (wanted) {
            case COUNT, NEW -> Set.of(Folder.NEW);
            case SAVED -> Set.of(Folder.NEW, Folder.SAVED);
            case DELETED -> Set.of(Folder.DELETED);
        };
        return steps.await(new Fetching(owner, wanted), new FetchMessages(owner.id(), folders));
    }

    Step fetched(Fetching state, List<VoiceMessage> messages) {
        Place main = new Place.UserMenu(state.owner(), MenuName.MAIN);
        List<VoiceMessage> wanted = select(messages, state.wanted());
        if (state.wanted() == Wanted.COUNT) {
            return Steps.at(
                    main,
                    List.of(
                            Announcements.say(PromptName.YOU_HAVE),
                            new Phrase.MessageCount(wanted.size(), Folder.NEW)));
        }
        return wanted.isEmpty()
                ? Steps.at(main, PromptName.NO_MESSAGES)
                : Steps.at(
                        new Place.Listening(new MessageList(state.owner(), state.wanted(), wanted, 0), false),
                        List.of());
    }

    static Step notFetched(Fetching state) {
        return Steps.at(new Place.UserMenu(state.owner(), MenuName.MAIN), PromptName.NOT_AVAILABLE_NOW);
    }

    /**
     * New is what nobody has heard; what was heard and left as it was is offered with the saved. New messages are read newest
     * first, the others oldest first (product-facts.md, 2.4).
     */
    private static List<VoiceMessage> select(List<VoiceMessage> messages, Wanted wanted) {
        Comparator<VoiceMessage> oldestFirst =
                Comparator.comparing(VoiceMessage::received).thenComparing(VoiceMessage::id);
        return messages.stream()
                .filter(message -> switch (wanted) {
                    case COUNT, NEW -> message.folder() == Folder.NEW && !message.heard();
                    case SAVED ->
                        message.folder() == Folder.SAVED || (message.folder() == Folder.NEW && message.heard());
                    case DELETED -> message.folder() == Folder.DELETED;
                })
                .sorted(
                        switch (wanted) {
                            case COUNT, NEW -> oldestFirst.reversed();
                            case SAVED, DELETED -> oldestFirst;
                        })
                .limit(Conversation.MAX_MESSAGES)
                .toList();
    }
}
