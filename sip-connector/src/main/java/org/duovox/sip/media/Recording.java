package org.duovox.sip.media;

import org.duovox.sip.Codec;
import org.duovox.sip.RecordingEnd;
import org.duovox.sip.RecordingLimits;
import org.duovox.sip.RecordingSink;
import org.jspecify.annotations.Nullable;

/**
 * One recording, from packets to the sink. It keeps the codec of its first packet; packets of the other law are transcoded.
 *
 * <p>A peer that suppresses silence, or sends a key instead of audio, sends nothing meanwhile. Such a pause becomes silence when
 * audio goes on, and counts towards the limits while it lasts; it is not written before, for late packets may still fill it.
 */
final class Recording {

    private final RecordingSink sink;
    private final RecordingLimits limits;
    private final Codec expectedCodec;
    private final long windowNanos;
    private @Nullable Recorder recorder;
    private @Nullable ReorderWindow window;
    private byte[] transcoded = new byte[0];
    private long lastAudio;
    private boolean held;

    /** @param expectedCodec used when not one packet comes */
    Recording(RecordingSink sink, RecordingLimits limits, Codec expectedCodec, long windowNanos, long now) {
        this.sink = sink;
        this.limits = limits;
        this.expectedCodec = expectedCodec;
        this.windowNanos = windowNanos;
        this.lastAudio = now;
    }

    void audio(Codec codec, RtpPacket packet, boolean newest, long now) {
        lastAudio = now;
        Recorder target = recorder(codec);
        ReorderWindow order = window(target);
        byte[] samples = packet.data();
        int offset = packet.payloadOffset();
        int length = packet.payloadLength();
        if (codec != target.codec()) {
            if (transcoded.length < length) {
                transcoded = new byte[length];
            }
            G711.transcode(codec, target.codec(), samples, offset, transcoded, 0, length);
            samples = transcoded;
            offset = 0;
        }
        order.offer(packet.timestamp(), samples, offset, length, newest, now);
    }

    /** What comes next has other timestamps than what came before. */
    void newStream() {
        if (window != null) {
            window.flush();
        }
    }

    /** While the peer holds the call it sends nothing, and that is no silence of the caller's. */
    void hold(boolean holding, long now) {
        if (holding != held) {
            newStream();
            held = holding;
            lastAudio = now;
        }
    }

    void tick(long now) {
        if (held) {
            return;
        }
        if (window != null) {
            window.tick(now);
        }
        long pause = RtpClock.samples(now - lastAudio);
        boolean morePausedThanLate = now - lastAudio > windowNanos;
        if (morePausedThanLate && end() == null) {
            Recorder target = recorder(expectedCodec);
            if (pause >= target.silenceToEnd()) {
                newStream();
                target.silence(target.silenceToEnd());
            }
        }
    }

    /** Why the recording has ended by itself, or null when it goes on. */
    @Nullable
    RecordingEnd end() {
        return recorder == null ? null : recorder.end();
    }

    /** Gives the sink what still waits, and returns the length of everything in samples. */
    long finish() {
        newStream();
        return recorder == null ? 0 : recorder.length();
    }

    private Recorder recorder(Codec codec) {
        if (recorder == null) {
            recorder = new Recorder(sink, codec, limits);
        }
        return recorder;
    }

    private ReorderWindow window(Recorder target) {
        if (window == null) {
            window = new ReorderWindow(target, windowNanos);
        }
        return window;
    }
}
