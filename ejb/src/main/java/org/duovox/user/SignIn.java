package org.duovox.user;

/** Checks PINs. May block on the database and hashes slowly on purpose: never called from a call's event. */
public interface SignIn {

    PinCheck check(Extension extension, Pin pin);

    /** Gives a user a new PIN; false when it could not be stored. */
    boolean changePin(UserId user, Pin pin);

    /** The hash to store for a new PIN. */
    String hash(Pin pin);
}
