package org.duovox.tool.phone;

import java.util.Arrays;

/** What a phone has sent, laid out by RTP timestamp from the first packet on; where it sent digits there is silence. */
final class SentAudio {

    private byte[] bytes = new byte[16_000];
    private int length;

    void add(byte[] frame) {
        if (length + frame.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        System.arraycopy(frame, 0, bytes, length, frame.length);
        length += frame.length;
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }
}
