package org.duovox.tool.phone;

import java.util.Arrays;

/** What a phone hears, laid out by RTP timestamp from the first packet on; what never came is silence. */
final class HeardAudio {

    /** An hour; the timestamps of a mad sender must not fill our memory. */
    private static final long LONGEST = 3600L * Mulaw.BYTES_PER_SECOND;

    private byte[] bytes = new byte[16_000];
    private int length;
    private long packets;
    private long lost;
    private int source;
    private int firstTimestamp;
    private int origin;
    private int nextSequence;
    private int lastAudible;

    void add(int ssrc, int sequence, int timestamp, byte[] payload) {
        if (packets == 0 || ssrc != source) {
            source = ssrc;
            firstTimestamp = timestamp;
            origin = length;
            nextSequence = sequence;
        }
        int ahead = (short) (sequence - nextSequence);
        if (ahead >= 0) {
            lost += ahead;
            nextSequence = (sequence + 1) & 0xFFFF;
        } else {
            lost--;
        }
        packets++;
        long at = (long) origin + (timestamp - firstTimestamp);
        if (at < 0 || at + payload.length > LONGEST) {
            return;
        }
        put((int) at, payload);
    }

    private void put(int at, byte[] payload) {
        int end = at + payload.length;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
        }
        if (end > length) {
            Arrays.fill(bytes, length, end, Mulaw.SILENCE);
            length = end;
        }
        System.arraycopy(payload, 0, bytes, at, payload.length);
        for (int i = payload.length - 1; i >= 0; i--) {
            if (Mulaw.isAudible(payload[i])) {
                lastAudible = Math.max(lastAudible, at + i + 1);
                break;
            }
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    int length() {
        return length;
    }

    /** Packets that never came. */
    long lost() {
        return lost;
    }

    /** Where the last sound ended. */
    int lastAudible() {
        return lastAudible;
    }
}
