package org.duovox.conversation;

import static java.util.Map.entry;

import java.util.Map;

/**
 * The keys of the standard conversation (product-facts.md, 5). What is not here yet (send, reply, forward, volume, speed and
 * others) is added as a choice and a row.
 */
final class Menus {

    /** While the greeting plays. 0 and extensions will come here. */
    enum GreetedChoice {
        SKIP,
        SIGN_IN
    }

    static final Menu<GreetedChoice> GREETED = new Menu<>(Map.of("#", GreetedChoice.SKIP, "*", GreetedChoice.SIGN_IN));

    /** When a message or a greeting has been recorded. */
    enum ReviewChoice {
        ACCEPT,
        URGENT,
        LISTEN,
        RECORD_AGAIN,
        CANCEL,
        HELP
    }

    static final Menu<ReviewChoice> REVIEW_MESSAGE = new Menu<>(Map.of(
            "#", ReviewChoice.ACCEPT,
            "1", ReviewChoice.URGENT,
            "5", ReviewChoice.LISTEN,
            "6", ReviewChoice.RECORD_AGAIN,
            "*", ReviewChoice.CANCEL,
            "0", ReviewChoice.HELP));

    static final Menu<ReviewChoice> REVIEW_WITHOUT_URGENT = new Menu<>(Map.of(
            "#", ReviewChoice.ACCEPT,
            "5", ReviewChoice.LISTEN,
            "6", ReviewChoice.RECORD_AGAIN,
            "*", ReviewChoice.CANCEL,
            "0", ReviewChoice.HELP));

    /** What a user may choose with no message at hand. */
    enum UserChoice {
        NEW_MESSAGES,
        OLD_MESSAGES,
        SAVED_MESSAGES,
        DELETED_MESSAGES,
        SETUP,
        GREETING,
        PREFERENCES,
        CHANGE_PIN,
        HEAR_GREETING,
        RECORD_GREETING,
        MAIN,
        LEAVE,
        HELP
    }

    private static final Menu<UserChoice> MAIN = new Menu<>(Map.ofEntries(
            entry("1", UserChoice.NEW_MESSAGES),
            entry("3", UserChoice.OLD_MESSAGES),
            entry("31", UserChoice.SAVED_MESSAGES),
            entry("32", UserChoice.DELETED_MESSAGES),
            entry("4", UserChoice.SETUP),
            entry("41", UserChoice.GREETING),
            entry("43", UserChoice.PREFERENCES),
            entry("431", UserChoice.CHANGE_PIN),
            entry("*", UserChoice.LEAVE),
            entry("0", UserChoice.HELP)));

    private static final Menu<UserChoice> OLD_MESSAGES = new Menu<>(Map.of(
            "1", UserChoice.SAVED_MESSAGES,
            "2", UserChoice.DELETED_MESSAGES,
            "*", UserChoice.MAIN,
            "0", UserChoice.HELP));

    private static final Menu<UserChoice> SETUP = new Menu<>(Map.of(
            "1", UserChoice.GREETING,
            "3", UserChoice.PREFERENCES,
            "31", UserChoice.CHANGE_PIN,
            "*", UserChoice.MAIN,
            "0", UserChoice.HELP));

    private static final Menu<UserChoice> PREFERENCES = new Menu<>(Map.of(
            "1", UserChoice.CHANGE_PIN,
            "*", UserChoice.SETUP,
            "0", UserChoice.HELP));

    private static final Menu<UserChoice> GREETING = new Menu<>(Map.of(
            "1", UserChoice.HEAR_GREETING,
            "2", UserChoice.RECORD_GREETING,
            "*", UserChoice.SETUP,
            "0", UserChoice.HELP));

    /** While a message plays. */
    enum ListeningChoice {
        RESTART,
        PROPERTIES,
        SAVE,
        DELETE,
        UNDELETE,
        REWIND,
        PAUSE,
        FAST_FORWARD,
        TO_END,
        BACK,
        HELP
    }

    static final Menu<ListeningChoice> LISTENING = new Menu<>(Map.ofEntries(
            entry("1", ListeningChoice.RESTART),
            entry("15", ListeningChoice.PROPERTIES),
            entry("2", ListeningChoice.SAVE),
            entry("3", ListeningChoice.DELETE),
            entry("7", ListeningChoice.REWIND),
            entry("8", ListeningChoice.PAUSE),
            entry("9", ListeningChoice.FAST_FORWARD),
            entry("#", ListeningChoice.TO_END),
            entry("*", ListeningChoice.BACK),
            entry("0", ListeningChoice.HELP)));

    static final Menu<ListeningChoice> LISTENING_TO_DELETED = new Menu<>(Map.of(
            "1", ListeningChoice.RESTART,
            "15", ListeningChoice.PROPERTIES,
            "2", ListeningChoice.UNDELETE,
            "7", ListeningChoice.REWIND,
            "8", ListeningChoice.PAUSE,
            "9", ListeningChoice.FAST_FORWARD,
            "#", ListeningChoice.TO_END,
            "*", ListeningChoice.BACK,
            "0", ListeningChoice.HELP));

    /** When a message has been played or stopped. */
    enum AfterChoice {
        REPLAY,
        PROPERTIES,
        SAVE,
        DELETE,
        MARK_NEW,
        UNDELETE,
        REWIND,
        NEXT,
        BACK,
        HELP
    }

    static final Menu<AfterChoice> AFTER_MESSAGE = new Menu<>(Map.of(
            "1", AfterChoice.REPLAY,
            "15", AfterChoice.PROPERTIES,
            "2", AfterChoice.SAVE,
            "3", AfterChoice.DELETE,
            "6", AfterChoice.MARK_NEW,
            "7", AfterChoice.REWIND,
            "#", AfterChoice.NEXT,
            "*", AfterChoice.BACK,
            "0", AfterChoice.HELP));

    static final Menu<AfterChoice> AFTER_DELETED = new Menu<>(Map.of(
            "1", AfterChoice.REPLAY,
            "15", AfterChoice.PROPERTIES,
            "2", AfterChoice.UNDELETE,
            "6", AfterChoice.MARK_NEW,
            "7", AfterChoice.REWIND,
            "#", AfterChoice.NEXT,
            "*", AfterChoice.BACK,
            "0", AfterChoice.HELP));

    private Menus() {}

    static Menu<UserChoice> of(MenuName name) {
        return switch (name) {
            case MAIN -> MAIN;
            case OLD_MESSAGES -> OLD_MESSAGES;
            case SETUP -> SETUP;
            case PREFERENCES -> PREFERENCES;
            case GREETING -> GREETING;
        };
    }
}
