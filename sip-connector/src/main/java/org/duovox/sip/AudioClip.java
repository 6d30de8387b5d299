package org.duovox.sip;

/**
 * Audio to be played: a prompt, a greeting or a message. Random access, so that a listener can skip back and forth.
 *
 * <p>Reads happen on a media thread, 160 bytes each 20 ms: an implementation over a file reads ahead.
 */
public interface AudioClip {

    Codec codec();

    /** In bytes, one byte a sample. */
    long length();

    /**
     * Copies samples.
     *
     * @param position of the first sample wanted, 0 to length
     * @return how many samples were copied, 0 at the end
     */
    int read(long position, byte[] target, int offset, int length);

    /** A clip over bytes in memory, which are not copied. */
    static AudioClip of(Codec codec, byte[] samples) {
        return new AudioClip() {
            @Override
            public Codec codec() {
                return codec;
            }

            @Override
            public long length() {
                return samples.length;
            }

            @Override
            public int read(long position, byte[] target, int offset, int length) {
                int count = (int) Math.max(0, Math.min(length, samples.length - position));
                if (count > 0) {
                    System.arraycopy(samples, (int) position, target, offset, count);
                }
                return count;
            }
        };
    }
}
