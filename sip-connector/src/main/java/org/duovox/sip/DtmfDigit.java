package org.duovox.sip;

import java.util.Optional;

/** A key of the telephone, with its RFC 4733 event code as ordinal (0 to 15). */
public enum DtmfDigit {
    ZERO('0'),
    ONE('1'),
    TWO('2'),
    THREE('3'),
    FOUR('4'),
    FIVE('5'),
    SIX('6'),
    SEVEN('7'),
    EIGHT('8'),
    NINE('9'),
    STAR('*'),
    POUND('#'),
    A('A'),
    B('B'),
    C('C'),
    D('D');

    private static final DtmfDigit[] BY_EVENT = values();

    private final char key;

    DtmfDigit(char key) {
        this.key = key;
    }

    /** The key's face: 0 to 9, *, #, A to D. */
    public char key() {
        return key;
    }

    /** The digit of an RFC 4733 event code, or nothing for codes that are not keys (flash and tones). */
    public static Optional<DtmfDigit> ofEvent(int code) {
        return code >= 0 && code < BY_EVENT.length ? Optional.of(BY_EVENT[code]) : Optional.empty();
    }

    /** The digit with this face, or nothing. */
    public static Optional<DtmfDigit> ofKey(char key) {
        for (DtmfDigit digit : BY_EVENT) {
            if (digit.key == key) {
                return Optional.of(digit);
            }
        }
        return Optional.empty();
    }
}
