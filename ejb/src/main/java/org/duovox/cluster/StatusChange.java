package org.duovox.cluster;

import java.time.Instant;

/** A change as pages show it. */
public record StatusChange(Instant at, Member member, ServerStatus before, ServerStatus now, String why) {}
