package org.duovox.sip.media;

/** Follows the sequence numbers of what is received, for order, loss and jitter (RFC 3550, A.1, A.3 and A.8). */
final class Reception {

    /** Where a packet stands in its stream. */
    enum Place {
        /** The newest so far. */
        NEWEST,
        /** Older than the newest: reordered or repeated. */
        OLDER,
        /** The first of another stream: its numbers have nothing to do with those before. */
        FIRST,
        /** Not part of any stream we follow. */
        NONE
    }

    /** RFC 3550, A.1: a jump forward of this many packets may be loss. */
    private static final int MAX_DROPOUT = 3000;

    /** RFC 3550, A.1: so far back a packet may be late. */
    private static final int MAX_MISORDER = 100;

    /** A stream that was heard this short a time ago is alive: longer than any packet. */
    private static final long OVERLAP_NANOS = 100_000_000;

    private static final int NO_SEQUENCE = -1;

    private boolean started;
    private int ssrc;
    private int formerSsrc;
    private boolean hasFormer;
    private long lastHeard;

    private int highest;
    private long cycles;
    private int first;
    private int jumpedTo = NO_SEQUENCE;
    private long received;
    private long receivedAtReport;
    private long expectedAtReport;
    private long lostInFormerStreams;

    private boolean hasArrival;
    private long lastArrival;
    private int lastTimestamp;
    private double jitter;

    /**
     * Takes a packet's numbers down.
     *
     * <p>Another SSRC at the same source is followed at once, for that is how a phone system goes on after a transfer or
     * takeover; the one before is then refused while the new one is heard, so that two streams never mix.
     */
    Place packet(int packetSsrc, int sequence, long now) {
        Place place = place(packetSsrc, sequence, now);
        if (place != Place.NONE) {
            received++;
            lastHeard = now;
        }
        return place;
    }

    private Place place(int packetSsrc, int sequence, long now) {
        if (!started) {
            begin(packetSsrc, sequence);
            return Place.FIRST;
        }
        if (packetSsrc != ssrc) {
            if (hasFormer && packetSsrc == formerSsrc && now - lastHeard < OVERLAP_NANOS) {
                return Place.NONE;
            }
            formerSsrc = ssrc;
            hasFormer = true;
            begin(packetSsrc, sequence);
            return Place.FIRST;
        }
        return placeInStream(sequence);
    }

    private Place placeInStream(int sequence) {
        int ahead = (sequence - highest) & 0xFFFF;
        if (ahead == 0 || ahead > 0xFFFF - MAX_MISORDER) {
            return Place.OLDER;
        }
        if (ahead < MAX_DROPOUT) {
            if (sequence < highest) {
                cycles += 0x10000;
            }
            highest = sequence;
            jumpedTo = NO_SEQUENCE;
            return Place.NEWEST;
        }
        if (sequence == jumpedTo) {
            begin(ssrc, sequence);
            return Place.FIRST;
        }
        jumpedTo = (sequence + 1) & 0xFFFF;
        return Place.NONE;
    }

    private void begin(int newSsrc, int sequence) {
        if (started) {
            lostInFormerStreams += lostInStream();
        }
        started = true;
        ssrc = newSsrc;
        first = sequence;
        highest = sequence;
        cycles = 0;
        jumpedTo = NO_SEQUENCE;
        received = 0;
        receivedAtReport = 0;
        expectedAtReport = 0;
        hasArrival = false;
        jitter = 0;
    }

    /** Interarrival jitter of audio packets, with the times at which the media thread saw them. */
    void arrived(int timestamp, long now) {
        if (hasArrival) {
            long deviation = RtpClock.samples(now - lastArrival) - (timestamp - lastTimestamp);
            jitter += (Math.abs(deviation) - jitter) / 16;
        }
        lastArrival = now;
        lastTimestamp = timestamp;
        hasArrival = true;
    }

    boolean started() {
        return started;
    }

    int ssrc() {
        return ssrc;
    }

    /** RFC 3550, 6.4.1: sequence number cycles and highest sequence number. */
    int extendedHighest() {
        return (int) (cycles + highest);
    }

    private long expected() {
        return cycles + highest - first + 1;
    }

    private long lostInStream() {
        return Math.max(0, expected() - received);
    }

    /** Packets that never came, in all streams. */
    long lost() {
        return lostInFormerStreams + (started ? lostInStream() : 0);
    }

    /** In the current stream, for a report; repeated packets make it negative (RFC 3550, A.3). */
    int cumulativeLost() {
        return (int) Math.max(-0x800000, Math.min(0x7FFFFF, expected() - received));
    }

    /** Share of packets lost since the last call of this method, in 256ths (RFC 3550, A.3). */
    int fractionLost() {
        long expectedNow = expected();
        long expectedSince = expectedNow - expectedAtReport;
        long lostSince = expectedSince - (received - receivedAtReport);
        expectedAtReport = expectedNow;
        receivedAtReport = received;
        return expectedSince <= 0 || lostSince <= 0 ? 0 : (int) Math.min(255, (lostSince << 8) / expectedSince);
    }

    /** In samples. */
    double jitter() {
        return jitter;
    }
}
