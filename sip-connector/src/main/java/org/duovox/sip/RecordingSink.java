package org.duovox.sip;

/**
 * Takes what a caller says, in order and without gaps (what the network lost is filled with the codec's silence).
 *
 * <p>Called on a media thread, so it must not block: it copies and returns.
 */
@FunctionalInterface
public interface RecordingSink {

    /**
     * The next samples of the recording.
     *
     * @param codec the format of the samples; the same for the whole recording
     * @param buffer holds the samples; only valid during the call
     * @param offset of the first sample
     * @param length in bytes, one byte a sample; 1 to 4000
     */
    void audio(Codec codec, byte[] buffer, int offset, int length);
}
