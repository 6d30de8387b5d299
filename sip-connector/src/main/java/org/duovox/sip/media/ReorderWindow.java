package org.duovox.sip.media;

/**
 * Puts audio in the order of its RTP timestamps. What arrives in order passes at once; behind a gap audio waits until the gap
 * closes, for the length of the window at most, and then silence takes the place of what is missing.
 *
 * <p>The first packets of a stream wait for the length of the window too, because one before them may still come.
 */
final class ReorderWindow {

    /** Receives what leaves the window, in order. */
    interface Output {
        void audio(byte[] buffer, int offset, int length);

        void silence(long samples);
    }

    /** One second: the longest window and packets at both its ends. A power of two. */
    private static final int CAPACITY = 8192;

    private static final int MASK = CAPACITY - 1;

    /** A timestamp so far beyond what the time gone by explains belongs to another stream: 2 s. */
    private static final long MAX_UNEXPLAINED_JUMP = 16000;

    private final Output output;
    private final long windowNanos;
    private final long window;
    private final byte[] ring = new byte[CAPACITY];
    private final boolean[] present = new boolean[CAPACITY];

    /** The next position to leave. Positions are timestamps extended to 64 bits. */
    private long head;
    /** Behind the last sample that came. */
    private long end;

    private boolean running;
    private boolean starting;
    private boolean waiting;
    private long waitingSince;
    private long lastArrival;

    ReorderWindow(Output output, long windowNanos) {
        this.output = output;
        this.windowNanos = windowNanos;
        this.window = RtpClock.samples(windowNanos);
    }

    /**
     * Takes the audio of one packet, 1 to 480 samples.
     *
     * @param newest whether its sequence number is higher than all before in its stream
     */
    void offer(int timestamp, byte[] buffer, int offset, int length, boolean newest, long now) {
        if (!running) {
            begin(timestamp, now);
        }
        long start = extend(timestamp);
        if (isOfAnotherStream(start, length, newest, now)) {
            flush();
            begin(timestamp, now);
            start = end;
        }
        if (start + length <= floor()) {
            return;
        }
        lastArrival = now;
        boolean inOrder = !starting && start == head && end == head;
        if (inOrder) {
            head += length;
            end = head;
            output.audio(buffer, offset, length);
            return;
        }
        hold(start, buffer, offset, length, now);
    }

    private void begin(int timestamp, long now) {
        head = timestamp;
        end = timestamp;
        running = true;
        starting = true;
        lastArrival = now;
        waiting = true;
        waitingSince = now;
    }

    private long extend(int timestamp) {
        return end + (timestamp - (int) end);
    }

    private boolean isOfAnotherStream(long start, int length, boolean newest, long now) {
        boolean farAhead = start - end > RtpClock.samples(now - lastArrival) + MAX_UNEXPLAINED_JUMP;
        boolean wentBack = newest && start + length <= floor();
        return farAhead || wentBack;
    }

    /** What lies before is too late. */
    private long floor() {
        return starting ? end - window : head;
    }

    private void hold(long start, byte[] buffer, int offset, int length, long now) {
        long newEnd = Math.max(end, start + length);
        if (starting) {
            head = Math.min(head, Math.max(start, newEnd - window));
            starting = newEnd - head < window;
        }
        releaseUpTo(newEnd - window);
        long from = Math.max(start, head);
        for (long position = from; position < start + length; position++) {
            int slot = (int) position & MASK;
            if (!present[slot]) {
                present[slot] = true;
                ring[slot] = buffer[offset + (int) (position - start)];
            }
        }
        end = newEnd;
        if (!starting) {
            releaseWhatIsComplete(now);
        }
    }

    private void releaseWhatIsComplete(long now) {
        long before = head;
        long gap = head;
        while (gap < end && present[(int) gap & MASK]) {
            gap++;
        }
        releaseUpTo(gap);
        boolean incomplete = head < end;
        if (incomplete && (!waiting || head != before)) {
            waitingSince = now;
        }
        waiting = incomplete;
    }

    /** Lets everything before the limit out, silence for what is missing. */
    private void releaseUpTo(long limit) {
        while (head < Math.min(limit, end)) {
            boolean there = present[(int) head & MASK];
            long run = head;
            // A run ends at the ring's edge too, so that it is one piece of the array.
            do {
                present[(int) run & MASK] = false;
                run++;
            } while (run < Math.min(limit, end) && present[(int) run & MASK] == there && ((int) run & MASK) != 0);
            int slot = (int) head & MASK;
            int length = (int) (run - head);
            head = run;
            if (there) {
                output.audio(ring, slot, length);
            } else {
                output.silence(length);
            }
        }
        if (head < limit) {
            output.silence(limit - head);
            head = limit;
            end = limit;
        }
    }

    /** Gives up waiting when the window's time is over. */
    void tick(long now) {
        if (!running || !waiting || now - waitingSince < windowNanos) {
            return;
        }
        starting = false;
        long next = head;
        while (next < end && !present[(int) next & MASK]) {
            next++;
        }
        releaseUpTo(next);
        waiting = false;
        releaseWhatIsComplete(now);
    }

    /** Lets everything out. The next packet begins a new stream, which follows without a gap. */
    void flush() {
        if (running) {
            releaseUpTo(end);
        }
        running = false;
        waiting = false;
    }
}
