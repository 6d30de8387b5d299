package org.duovox.user;

/** What came of checking a PIN. A caller hears the same for {@link Wrong} whether the extension exists or not. */
public sealed interface PinCheck {

    record Right(User user) implements PinCheck {}

    record Wrong() implements PinCheck {}

    /** Too many wrong PINs: even the right one is not looked at for some time. */
    record LockedOut() implements PinCheck {}
}
