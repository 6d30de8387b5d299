package org.duovox.sip.media;

import java.util.Arrays;
import org.duovox.sip.Codec;
import org.duovox.sip.RecordingEnd;
import org.duovox.sip.RecordingLimits;
import org.duovox.sip.RecordingSink;
import org.jspecify.annotations.Nullable;

/** Hands ordered audio to the sink until a limit is reached. */
final class Recorder implements ReorderWindow.Output {

    /** The sink takes no more at once; see {@link RecordingSink}. */
    private static final int MAX_PIECE = 4000;

    private final RecordingSink sink;
    private final Codec codec;
    private final long maxLength;
    private final long endSilence;
    private final SilenceDetector detector = new SilenceDetector();
    private byte @Nullable [] silentPiece;
    private long length;
    private @Nullable RecordingEnd end;

    Recorder(RecordingSink sink, Codec codec, RecordingLimits limits) {
        this.sink = sink;
        this.codec = codec;
        this.maxLength = RtpClock.samples(limits.maxLength());
        this.endSilence = RtpClock.samples(limits.endSilence());
    }

    Codec codec() {
        return codec;
    }

    @Override
    public void audio(byte[] buffer, int offset, int length) {
        int done = 0;
        while (done < length && end == null) {
            int piece = pieceOf(length - done);
            detector.audio(codec, buffer, offset + done, piece);
            give(buffer, offset + done, piece);
            done += piece;
        }
    }

    @Override
    public void silence(long samples) {
        if (silentPiece == null) {
            silentPiece = new byte[MAX_PIECE];
            Arrays.fill(silentPiece, codec.silence());
        }
        long left = samples;
        while (left > 0 && end == null) {
            int piece = (int) Math.min(pieceOf(left), endSilence - detector.silentSamples());
            detector.silence(piece);
            give(silentPiece, 0, piece);
            left -= piece;
        }
    }

    private int pieceOf(long samples) {
        return (int) Math.min(Math.min(samples, MAX_PIECE), maxLength - length);
    }

    private void give(byte[] buffer, int offset, int piece) {
        if (piece > 0) {
            length += piece;
            sink.audio(codec, buffer, offset, piece);
        }
        if (length >= maxLength) {
            end = RecordingEnd.MAX_LENGTH;
        } else if (detector.silentSamples() >= endSilence) {
            end = RecordingEnd.SILENCE;
        }
    }

    /** How many samples of silence from now on would end the recording. */
    long silenceToEnd() {
        return Math.min(maxLength - length, endSilence - detector.silentSamples());
    }

    /** Why the recording has ended by itself, or null when it goes on. */
    @Nullable
    RecordingEnd end() {
        return end;
    }

    long length() {
        return length;
    }
}
