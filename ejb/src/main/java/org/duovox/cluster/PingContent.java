package org.duovox.cluster;

import java.time.Instant;

/**
 * What every ping and its answer carry.
 *
 * @param wallClock of the sender, only to show the difference
 * @param why the reason of the sender's status, for pages; empty while it changes
 * @param steps how many steps the sender's timeline has had since it started
 * @param level what the sender's release understands
 */
public record PingContent(
        RoleReport role,
        ServerFigures figures,
        Instant wallClock,
        String version,
        String why,
        long steps,
        FeatureLevel level) {

    /** A version is a short word. */
    public static final int LONGEST_VERSION = 64;

    /** A sentence; with three bytes for each character the ping stays below 1 kB. */
    public static final int LONGEST_WHY = 200;

    public PingContent {
        if (version.length() > LONGEST_VERSION) {
            throw new IllegalArgumentException("A version of " + version.length() + " characters");
        }
        if (why.length() > LONGEST_WHY) {
            throw new IllegalArgumentException("A reason of " + why.length() + " characters");
        }
    }
}
