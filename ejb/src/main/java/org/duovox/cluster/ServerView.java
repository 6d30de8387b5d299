package org.duovox.cluster;

import java.time.Instant;

/**
 * A server as pages show it.
 *
 * @param why the reason of its present status, in an operator's words
 */
public record ServerView(
        Member member,
        String address,
        ServerStatus status,
        Instant since,
        String why,
        ServerFigures figures,
        String version) {}
