package org.duovox.sip.jain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sip.address.SipURI;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.duovox.sip.CallId;
import org.duovox.sip.jain.CallState.Proposal;

/** Says no to requests that we cannot serve, before they cost anything (RFC 3261, 8.2). */
final class RequestScreen {

    static final int INTERVAL_TOO_SMALL = 422;

    /** How long a phone system may stay away after 503; short, since the other server takes the calls meanwhile. */
    static final String RETRY_AFTER_SECONDS = "10";

    private static final Set<String> KNOWN_METHODS =
            Set.of("REGISTER", "SUBSCRIBE", "NOTIFY", "MESSAGE", "REFER", "PUBLISH", "PRACK");

    private RequestScreen() {}

    /** A status and its reason phrase; an empty one means the standard phrase. */
    record Objection(int status, String reason) {}

    /** A method that we do not serve: 405 if we know it (RFC 3261, 8.2.1), 501 if not. */
    static Objection ofMethod(String method) {
        return new Objection(
                KNOWN_METHODS.contains(method) ? Response.METHOD_NOT_ALLOWED : Response.NOT_IMPLEMENTED, "");
    }

    /** What every request outside of a dialog must have. */
    static Optional<Objection> ofRequest(Request request) {
        if (!(request.getRequestURI() instanceof SipURI)) {
            return objection(Response.UNSUPPORTED_URI_SCHEME, "");
        }
        if (((FromHeader) request.getHeader(FromHeader.NAME)).getTag() == null) {
            return objection(Response.BAD_REQUEST, "From without tag");
        }
        if (((ToHeader) request.getHeader(ToHeader.NAME)).getTag() != null) {
            return objection(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, "");
        }
        int length = ((CallIdHeader) request.getHeader(CallIdHeader.NAME))
                .getCallId()
                .length();
        if (length > CallId.MAX_LENGTH) {
            return objection(Response.BAD_REQUEST, "Call-ID too long");
        }
        if (!unsupported(request).isEmpty()) {
            return objection(Response.BAD_EXTENSION, "");
        }
        return Optional.empty();
    }

    /** What else an INVITE must have to be offered. */
    static Optional<Objection> ofInvite(Request invite, ConnectorSettings settings) {
        if (!(invite.getHeader(ContactHeader.NAME) instanceof ContactHeader contact)
                || contact.isWildCard()
                || !(contact.getAddress().getURI() instanceof SipURI)) {
            return objection(Response.BAD_REQUEST, "Contact missing or not a SIP URI");
        }
        if (SessionRefresh.isTooShort(invite, settings)) {
            return objection(INTERVAL_TOO_SMALL, "Session Interval Too Small");
        }
        return switch (SessionBody.of(invite)) {
            case SessionBody.None none -> Optional.empty();
            case SessionBody.Unusable unusable -> objection(unusable.status(), unusable.reason());
            case SessionBody.Description(SessionDescription offer) ->
                Negotiation.propose(offer, null).isPresent()
                        ? Optional.empty()
                        : objection(Response.NOT_ACCEPTABLE_HERE, "");
        };
    }

    /** What we can agree to; asked after {@link #ofInvite} had no objection. */
    static Optional<Proposal> proposal(Request invite) {
        return SessionBody.of(invite) instanceof SessionBody.Description(SessionDescription offer)
                ? Negotiation.propose(offer, null)
                : Optional.empty();
    }

    /** Extensions that the request requires and we do not have (RFC 3261, 8.2.2.3). */
    static List<String> unsupported(Request request) {
        return HeaderText.values(request, "Require").stream()
                .filter(tag -> !tag.equalsIgnoreCase("timer"))
                .toList();
    }

    private static Optional<Objection> objection(int status, String reason) {
        return Optional.of(new Objection(status, reason));
    }
}
