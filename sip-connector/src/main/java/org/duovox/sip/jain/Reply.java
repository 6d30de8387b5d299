package org.duovox.sip.jain;

import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** Waits for the final response to a request of ours; kept as the application data of the client transaction. */
@FunctionalInterface
interface Reply {

    /**
     * The request is answered. Called on a thread of the stack.
     *
     * @param status the final status; 408 when no response came, 503 when the request could not be sent (RFC 3261, 8.1.3.1)
     * @param response null when none came
     */
    void answered(int status, @Nullable Response response);
}
