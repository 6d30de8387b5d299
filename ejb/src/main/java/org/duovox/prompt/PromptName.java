package org.duovox.prompt;

import java.util.Locale;

/** The system's prompts. Their texts, by file name, are in {@code src/main/prompts/prompts.txt}. */
public enum PromptName {
    /** The recording tone. */
    BEEP,
    GOODBYE,
    ONE_MOMENT,
    NOT_A_CHOICE,
    NOT_AVAILABLE_NOW,
    TRY_AGAIN_LATER,

    /** Followed by the extension, and {@link #CANNOT_TAKE_YOUR_CALL}. */
    THE_PERSON_AT_EXTENSION,
    CANNOT_TAKE_YOUR_CALL,
    LEAVE_A_MESSAGE,
    CANNOT_TAKE_A_MESSAGE,
    MESSAGE_TOO_SHORT,
    LONGEST_MESSAGE_REACHED,
    REVIEW_MENU,
    MARKED_URGENT,
    NOT_URGENT,
    MESSAGE_SENT,
    MESSAGE_CANCELLED,
    MESSAGE_NOT_STORED,
    STORE_AGAIN_MENU,

    OPENING_GREETING,
    ENTER_ID,
    ENTER_PIN,
    SIGN_IN_REFUSED,
    SIGN_IN_FAILED,

    YOU_HAVE,
    MAIN_MENU,
    OLD_MESSAGES_MENU,
    SETUP_MENU,
    PREFERENCES_MENU,

    MESSAGE,
    URGENT,
    FROM,
    FROM_AN_UNKNOWN_NUMBER,
    RECEIVED,
    INTERRUPTED,
    NO_MESSAGES,
    NO_MORE_MESSAGES,
    LISTENING_HELP,
    AFTER_MESSAGE_MENU,
    AFTER_DELETED_MESSAGE_MENU,
    MESSAGE_SAVED,
    MESSAGE_DELETED,
    MESSAGE_MARKED_NEW,
    MESSAGE_UNDELETED,
    COULD_NOT_BE_DONE,
    MESSAGE_NOT_HERE_YET,

    GREETING_MENU,
    YOUR_GREETING_IS,
    RECORD_GREETING,
    GREETING_TOO_SHORT,
    LONGEST_GREETING_REACHED,
    GREETING_REVIEW_MENU,
    GREETING_STORED,
    GREETING_NOT_STORED,
    GREETING_CANCELLED,

    ENTER_NEW_PIN,
    ENTER_NEW_PIN_AGAIN,
    PIN_LENGTH,
    PIN_TOO_SIMPLE,
    PINS_DIFFER,
    PIN_CHANGED,
    PIN_NOT_CHANGED;

    /** The name of its file, without ending. */
    public String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
