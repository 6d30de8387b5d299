package org.duovox.sip.jain;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sip.InvalidArgumentException;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Builds SIP messages. What the stack calls a parse error cannot happen with texts of ours, so it is a programmer's error here.
 *
 * @param host what Contact headers say
 */
record Messages(
        MessageFactory messageFactory,
        HeaderFactory headerFactory,
        AddressFactory addressFactory,
        String host,
        int port) {

    static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE";
    static final String ACCEPT = "application/sdp, application/dtmf-relay, application/dtmf";
    static final String SUPPORTED = "timer";

    /** A response of ours outside of a dialog, or before there is one; with a To tag always (RFC 3261, 8.2.6.2). */
    Response response(int status, Request request, String toTag) {
        Response response = response(status, request);
        ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
        if (to.getTag() == null && status != Response.TRYING) {
            try {
                to.setTag(toTag);
            } catch (ParseException e) {
                throw new IllegalArgumentException("not a tag: " + toTag, e);
            }
        }
        return response;
    }

    /** A response within a dialog, whose To tag came with the request. */
    Response response(int status, Request request) {
        try {
            Response response = messageFactory.createResponse(status, request);
            if (status != Response.TRYING) {
                set(response, "Server", "Duovox");
            }
            return response;
        } catch (ParseException e) {
            throw new IllegalArgumentException("no response can be made", e);
        }
    }

    /** Sets a header by name; a list with commas becomes a header for each value, as the stack wants it. */
    void set(Message message, String name, String value) {
        try {
            message.removeHeader(name);
            for (String part : HeaderText.split(value, ',')) {
                message.addHeader(headerFactory.createHeader(name, part));
            }
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a header: " + name + ": " + value, e);
        }
    }

    /** What we can do: in answers to INVITE and OPTIONS, and with 405 (RFC 3261, 8.2.1, 11.2). */
    void describeOurselves(Message message) {
        set(message, "Allow", ALLOW);
        set(message, "Accept", ACCEPT);
        set(message, "Supported", SUPPORTED);
    }

    /** Our Contact, reached by the transport that the request came over. */
    void setContact(Message message, String transport) {
        set(message, "Contact", "<sip:duovox@%s:%d;transport=%s>".formatted(host, port, transport));
    }

    void setBody(Message message, String type, String subtype, String body) {
        try {
            message.setContent(
                    body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    headerFactory.createContentTypeHeader(type, subtype));
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a content type", e);
        }
    }

    /** The transport that the last hop of a message used, in lower case. */
    static String transport(Message message) {
        ViaHeader via = (ViaHeader) message.getHeader(ViaHeader.NAME);
        return via.getTransport().toLowerCase(Locale.ROOT);
    }

    /**
     * A request outside of any dialog (RFC 3261, 8.1.1).
     *
     * @param target request URI; also To
     */
    Request request(String method, String target, String transport, OutsideIds ids) {
        try {
            URI uri = addressFactory.createURI(target);
            SipURI us = addressFactory.createSipURI("duovox", host + ":" + port);
            List<ViaHeader> vias = new ArrayList<>();
            vias.add(headerFactory.createViaHeader(host, port, transport, null));
            return messageFactory.createRequest(
                    uri,
                    method,
                    headerFactory.createCallIdHeader(ids.callId()),
                    headerFactory.createCSeqHeader(1L, method),
                    headerFactory.createFromHeader(addressFactory.createAddress(us), ids.fromTag()),
                    headerFactory.createToHeader(addressFactory.createAddress(uri), null),
                    vias,
                    headerFactory.createMaxForwardsHeader(70));
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalArgumentException("no request can be made to " + target, e);
        }
    }

    /** The random parts of a request outside of a dialog. */
    record OutsideIds(String callId, String fromTag) {}
}
