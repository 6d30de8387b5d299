package org.duovox.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where programs elsewhere subscribe to alerts: each server has its own (README.md of the server, Alerts by JMS). */
public interface AlertTopic {

    /**
     * An alert, for programs.
     *
     * @param id the same for the same alert, whichever server publishes it, and however often
     * @param alert its name, such as AutoFailoverSucceeded
     * @param severity its title
     * @param server the word of the server that raised it
     * @param text as a mail has it
     * @param doubtful it may have been published here before
     * @param worth for how long anybody may want it
     */
    record Message(
            String id,
            String alert,
            String severity,
            String server,
            Instant at,
            String why,
            String text,
            boolean doubtful,
            Duration worth) {}

    /** False on a server without a broker. */
    boolean isThere();

    /** Blocks until they are on stable storage, at most 5 s for each; false if not all are known to be. */
    boolean publish(List<Message> messages);
}
