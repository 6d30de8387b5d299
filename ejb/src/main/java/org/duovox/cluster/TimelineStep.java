package org.duovox.cluster;

import java.time.Instant;

/**
 * A step of a change of status, as pages show it (guide, Events When Server Status Changes).
 *
 * @param at by the clock of the server whose step it is
 * @param what an alarm's name, a status's title, or a sentence
 * @param why in an operator's words; empty for a step that is a sentence itself
 */
public record TimelineStep(Instant at, Member server, Kind kind, String what, String why) {

    /** What a step is. */
    public enum Kind {
        ALARM,
        STATUS,
        STEP
    }

    TimelineStep later(int nanos) {
        return new TimelineStep(at.plusNanos(nanos), server, kind, what, why);
    }
}
