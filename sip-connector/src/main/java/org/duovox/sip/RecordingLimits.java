package org.duovox.sip;

import java.time.Duration;

/**
 * When a recording ends by itself.
 *
 * @param maxLength the longest recording
 * @param endSilence silence after speech (or from the start) that ends it; that much trailing silence stays in the recording
 */
public record RecordingLimits(Duration maxLength, Duration endSilence) {

    public RecordingLimits {
        if (maxLength.isNegative() || maxLength.isZero() || endSilence.isNegative() || endSilence.isZero()) {
            throw new IllegalArgumentException("limits of a recording are above zero");
        }
    }
}
