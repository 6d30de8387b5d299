package org.duovox.comparison;

import org.duovox.messagestore.MessageId;

/**
 * Audio that was not as its header says.
 *
 * @param mended whether the peer's copy is here now; if not, the peer has no good one either
 */
public record DamagedAudio(MessageId id, String what, boolean mended) {

    /** For logs and pages. */
    public String sentence() {
        return "The audio of message %s: %s; %s."
                .formatted(
                        id,
                        what,
                        mended ? "the other server's copy is in its place" : "the other server has no good copy");
    }
}
