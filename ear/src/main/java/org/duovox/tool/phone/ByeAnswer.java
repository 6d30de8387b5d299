package org.duovox.tool.phone;

import java.time.Duration;

/**
 * What became of hanging up.
 *
 * @param status of the answer to BYE; 200 is the receipt; 0 when none came within 32 s or the other side was faster
 * @param after from the first BYE to the answer
 */
public record ByeAnswer(int status, Duration after) {

    public boolean isReceipt() {
        return status == 200;
    }
}
