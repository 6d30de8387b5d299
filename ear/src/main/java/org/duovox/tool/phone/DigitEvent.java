package org.duovox.tool.phone;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** One key pressed for 100 ms and a pause of 100 ms, in frames of 20 ms (RFC 4733). */
final class DigitEvent {

    static final String DIGITS = "0123456789*#";

    private static final int FRAMES_PRESSED = 5;
    private static final int FRAMES_PAUSED = 5;

    /** The last packet is sent three times (RFC 4733, section 2.5.1.4). */
    private static final int COPIES_OF_THE_END = 3;

    private static final int END = 0x80;
    private static final int VOLUME = 10;

    private final int code;
    private final CompletableFuture<Void> sent;
    private int frame;
    private int timestamp;

    DigitEvent(char digit, CompletableFuture<Void> sent) {
        this.sent = sent;
        code = DIGITS.indexOf(digit);
        if (code < 0) {
            throw new IllegalArgumentException("no key " + digit);
        }
    }

    void startAt(int now) {
        if (frame == 0) {
            timestamp = now;
        }
    }

    int timestamp() {
        return timestamp;
    }

    boolean isFirst() {
        return frame == 0;
    }

    boolean isPausing() {
        return frame >= FRAMES_PRESSED;
    }

    int copies() {
        return frame == FRAMES_PRESSED - 1 ? COPIES_OF_THE_END : 1;
    }

    byte[] payload() {
        int flags = VOLUME | (frame == FRAMES_PRESSED - 1 ? END : 0);
        return ByteBuffer.allocate(4)
                .put((byte) code)
                .put((byte) flags)
                .putShort((short) ((frame + 1) * RtpStream.FRAME))
                .array();
    }

    /** True when the pause is over. */
    boolean step() {
        return ++frame == FRAMES_PRESSED + FRAMES_PAUSED;
    }

    CompletableFuture<Void> sent() {
        return sent;
    }
}
