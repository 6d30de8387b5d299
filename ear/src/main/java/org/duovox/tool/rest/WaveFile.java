package org.duovox.tool.rest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The RIFF format of audio/wav, as far as the audio in it goes. */
final class WaveFile {

    private static final int DATA = 0x61746164; // "data", little end first

    private WaveFile() {}

    /** The bytes of the data chunk; throws {@link IllegalArgumentException} if there is none. */
    static byte[] data(byte[] file) {
        ByteBuffer riff = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (at + 8 <= file.length) {
            int length = riff.getInt(at + 4);
            if (length < 0) {
                break;
            }
            if (riff.getInt(at) == DATA) {
                return Arrays.copyOfRange(file, at + 8, Math.min(file.length, at + 8 + length));
            }
            at += 8 + length + (length & 1);
        }
        throw new IllegalArgumentException("a wave file without audio");
    }
}
