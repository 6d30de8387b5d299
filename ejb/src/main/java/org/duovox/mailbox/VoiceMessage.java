package org.duovox.mailbox;

import java.time.Duration;
import java.time.Instant;
import org.duovox.messagestore.MessageId;
import org.duovox.sip.Codec;
import org.duovox.user.UserId;

/**
 * A message in a mailbox.
 *
 * @param callingNumber whose call left it; empty when withheld
 * @param audioLength in bytes; one second has {@link Codec#BYTES_PER_SECOND}
 * @param audioDigest SHA-256 in hexadecimal of the audio
 * @param interrupted the server died, or the call was cut, while it was recorded
 * @param singleCopy its caller was answered while only this server had it, and the peer has not got it since
 */
public record VoiceMessage(
        MessageId id,
        UserId mailbox,
        String callingNumber,
        String callingName,
        Instant received,
        Codec codec,
        long audioLength,
        String audioDigest,
        Folder folder,
        boolean heard,
        boolean urgent,
        boolean interrupted,
        boolean singleCopy) {

    public Duration length() {
        return Duration.ofMillis(audioLength * 1000 / Codec.BYTES_PER_SECOND);
    }
}
