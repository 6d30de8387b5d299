package org.duovox.sip.jain;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Requests of ours within a call. */
final class DialogRequests {

    private static final Logger LOG = System.getLogger(DialogRequests.class.getName());

    private final Dialog dialog;
    private final CallSurroundings around;
    private final String transport;

    DialogRequests(Dialog dialog, CallSurroundings around, String transport) {
        this.dialog = dialog;
        this.around = around;
        this.transport = transport;
    }

    void bye(Reply reply) {
        send(Request.BYE, reply, request -> {});
    }

    /** Refreshes the session without touching it (RFC 4028, 7.4). */
    void update(SessionTimer timer, Reply reply) {
        send(Request.UPDATE, reply, request -> refresh(request, timer));
    }

    /** Refreshes the session by offering what we have said before. */
    void reinvite(SessionTimer timer, String sdp, Reply reply) {
        send(Request.INVITE, reply, request -> {
            refresh(request, timer);
            around.messages().setBody(request, "application", "sdp", sdp);
        });
    }

    void ack(long cseq) {
        try {
            dialog.sendAck(dialog.createAck(cseq));
        } catch (SipException | InvalidArgumentException e) {
            LOG.log(Level.DEBUG, "no ACK could be sent: {0}", e);
        }
    }

    private void refresh(Request request, SessionTimer timer) {
        around.messages().set(request, "Session-Expires", timer.refreshHeader());
        around.messages().set(request, "Supported", Messages.SUPPORTED);
    }

    private void send(String method, Reply reply, java.util.function.Consumer<Request> completion) {
        try {
            Request request = dialog.createRequest(method);
            if (!method.equals(Request.BYE)) {
                around.messages().setContact(request, transport);
            }
            completion.accept(request);
            ClientTransaction transaction = around.provider().getNewClientTransaction(request);
            transaction.setApplicationData(reply);
            dialog.sendRequest(transaction);
        } catch (SipException e) {
            LOG.log(Level.DEBUG, "{0} could not be sent: {1}", method, e);
            reply.answered(Response.SERVICE_UNAVAILABLE, null);
        }
    }
}
