package org.duovox.tool.phone;

import java.time.Instant;

/** A NOTIFY that the phone system was sent. */
public record Notice(Instant at, String from, String event, String extension, String body) {

    /** A message summary that lights the lamp (RFC 3842). */
    public boolean lightsLamp() {
        return event.startsWith("message-summary") && body.matches("(?is).*Messages-Waiting:\\s*yes.*");
    }
}
