package org.duovox.conversation;

/** The menus of a user who has signed in and has nothing at hand. Their keys are in {@link Menus}. */
public enum MenuName {
    MAIN,
    OLD_MESSAGES,
    SETUP,
    PREFERENCES,
    GREETING
}
