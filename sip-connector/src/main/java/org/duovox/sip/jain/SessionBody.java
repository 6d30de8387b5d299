package org.duovox.sip.jain;

import java.util.Optional;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Message;
import javax.sip.message.Response;

/** The session description that a message carries, if it does. */
sealed interface SessionBody {

    /** No body: somebody else makes the offer. */
    record None() implements SessionBody {}

    record Description(SessionDescription description) implements SessionBody {}

    /** A body that is no session description or cannot be read, with the status that says so. */
    record Unusable(int status, String reason) implements SessionBody {}

    static SessionBody of(Message message) {
        byte[] body = message.getRawContent();
        if (body == null || body.length == 0) {
            return new None();
        }
        ContentTypeHeader type = (ContentTypeHeader) message.getHeader(ContentTypeHeader.NAME);
        if (type == null
                || !type.getContentType().equalsIgnoreCase("application")
                || !type.getContentSubType().equalsIgnoreCase("sdp")
                || message.getHeader("Content-Encoding") != null) {
            return new Unusable(Response.UNSUPPORTED_MEDIA_TYPE, "Only application/sdp");
        }
        Optional<SessionDescription> description = SdpParser.parse(body);
        if (description.isEmpty()) {
            return new Unusable(Response.NOT_ACCEPTABLE_HERE, "Session description not understood");
        }
        return new Description(description.get());
    }
}
