package org.duovox.port;

import org.duovox.cluster.Member;

/** A voice messaging port: as many calls as a server has of them can be in progress on it (guide, table 3-2). */
public record VoicePort(
        String id, String name, String portGroup, Member server, boolean enabled, boolean answersCalls) {}
