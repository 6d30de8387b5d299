package org.duovox.sip.media;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;

/** Reads clips one after another as if they were one. */
final class Player {

    private static final Logger LOG = System.getLogger(Player.class.getName());

    private final long number;
    private final List<AudioClip> clips;
    /** Where each clip begins, and at last where all end. */
    private final long[] starts;

    private int current;
    private long position;
    private boolean paused;

    Player(long number, List<AudioClip> clips) {
        this.number = number;
        this.clips = clips;
        this.starts = new long[clips.size() + 1];
        for (int i = 0; i < clips.size(); i++) {
            starts[i + 1] = starts[i] + Math.max(0, clips.get(i).length());
        }
    }

    long number() {
        return number;
    }

    void pause(boolean pausing) {
        paused = pausing;
    }

    boolean paused() {
        return paused;
    }

    /** In samples from the first clip's start. */
    long position() {
        return position;
    }

    /** In samples. */
    long remaining() {
        return total() - position;
    }

    boolean finished() {
        return position >= total();
    }

    /** Moves by so many samples, not beyond the ends. */
    void skip(long samples) {
        position = Math.max(0, Math.min(total(), position + samples));
        current = 0;
    }

    private long total() {
        return starts[clips.size()];
    }

    /** Copies the next samples in the given codec; returns how many, fewer than wanted only at the end. */
    int read(Codec codec, byte[] target, int offset, int length) {
        int done = 0;
        while (done < length && !finished()) {
            while (position >= starts[current + 1]) {
                current++;
            }
            int copied = readClip(codec, target, offset + done, length - done);
            done += copied;
            // A clip that is shorter than it said has ended.
            position = copied == 0 ? starts[current + 1] : position + copied;
        }
        return done;
    }

    private int readClip(Codec codec, byte[] target, int offset, int length) {
        AudioClip clip = clips.get(current);
        int wanted = (int) Math.min(length, starts[current + 1] - position);
        try {
            int copied = Math.max(0, clip.read(position - starts[current], target, offset, wanted));
            G711.transcode(clip.codec(), codec, target, offset, target, offset, copied);
            return copied;
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "A clip cannot be read and is left out", failed);
            return 0;
        }
    }
}
