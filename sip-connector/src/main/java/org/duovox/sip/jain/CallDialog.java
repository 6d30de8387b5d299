package org.duovox.sip.jain;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.header.CSeqHeader;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.duovox.sip.DialogRecord;
import org.duovox.sip.HangUpReason;
import org.duovox.sip.Refusal;
import org.duovox.sip.jain.CallState.Answered;
import org.duovox.sip.jain.CallState.Ended;
import org.duovox.sip.jain.CallState.Offered;
import org.duovox.sip.jain.CallState.Proposal;
import org.duovox.sip.jain.CallState.Released;
import org.duovox.sip.jain.CallState.Talking;

/** The signalling of one call. Every method runs on the call's lane, so there is nothing to lock. */
final class CallDialog {

    private static final Logger LOG = System.getLogger(CallDialog.class.getName());

    /** A phone that says BYE more often than this, each time with another number, is not waited with. */
    private static final int MOST_BYES = 4;

    private final SipCall call;
    private final CallSurroundings around;
    private final Dialog dialog;
    private final String localTag;
    private final String transport;
    private final Negotiation negotiation;
    private final DialogRequests requests;
    private final SessionRefresh refresh;
    private final SerialQueue lane;
    private CallState state;
    private Optional<Timers.Pending> deadline = Optional.empty();
    private volatile DialogRecord record;

    CallDialog(
            SipCall call, CallSurroundings around, SerialQueue lane, Negotiation negotiation, IncomingInvite invite) {
        this.call = call;
        this.around = around;
        this.lane = lane;
        this.negotiation = negotiation;
        this.dialog = invite.transaction().getDialog();
        this.localTag = invite.localTag();
        this.transport = Messages.transport(invite.request());
        this.requests = new DialogRequests(dialog, around, transport);
        this.refresh =
                new SessionRefresh(around, lane, requests, negotiation, () -> hangUp(HangUpReason.SESSION_EXPIRED));
        this.state = new Offered(invite.transaction(), invite.proposal());
        this.record = record();
    }

    DialogRecord lastRecord() {
        return record;
    }

    /** Starts to wait for the application's decision. */
    void offered() {
        deadline = Optional.of(
                around.timers().schedule(ConnectorSettings.DECISION_LIMIT, () -> lane.add(this::undecided)));
    }

    private void undecided() {
        if (state instanceof Offered) {
            LOG.log(Level.WARNING, "Nothing decided on call " + call.offer().callId() + " in time");
            refuse(Response.SERVICE_UNAVAILABLE, HangUpReason.SIGNALLING_FAILED);
        }
    }

    void answer() {
        if (!(state instanceof Offered(ServerTransaction invite, Optional<Proposal> proposal))) {
            return;
        }
        Request request = invite.getRequest();
        Response ok = around.messages().response(Response.OK, request, localTag);
        String sdp = proposal.map(negotiation::answer).orElseGet(negotiation::offer);
        completeOk(ok, request, sdp);
        deadline.ifPresent(task -> task.cancel());
        state = new Answered(dialogCseq(request), proposal.isEmpty());
        if (send(invite, ok)) {
            record = record();
            deadline = Optional.of(around.timers()
                    .schedule(
                            around.settings().maxCallLength(),
                            () -> lane.add(() -> hangUp(HangUpReason.CALL_TOO_LONG))));
        } else {
            end(HangUpReason.SIGNALLING_FAILED, new Ended(List.of(), false));
        }
    }

    private void completeOk(Response ok, Request request, String sdp) {
        around.messages().setContact(ok, transport);
        around.messages().describeOurselves(ok);
        refresh.agree(request, ok);
        around.messages().setBody(ok, "application", "sdp", sdp);
    }

    void refuse(Refusal refusal) {
        refuse(refusal.status(), HangUpReason.US);
    }

    private void refuse(int status, HangUpReason reason) {
        if (state instanceof Offered(ServerTransaction invite, Optional<Proposal> ignored)) {
            Response response = around.messages().response(status, invite.getRequest(), localTag);
            if (status == Response.SERVICE_UNAVAILABLE) {
                around.messages().set(response, "Retry-After", RequestScreen.RETRY_AFTER_SECONDS);
            }
            end(reason, new Ended(List.of(), false));
            send(invite, response);
        }
    }

    /** The caller gave up before we answered (RFC 3261, 9.2). Later it has no effect. */
    void cancelled() {
        refuse(Response.REQUEST_TERMINATED, HangUpReason.CALLER);
    }

    void acknowledged(Request ack) {
        long cseq = dialogCseq(ack);
        gov.nist.javax.sip.stack.AckReceipt.confirm(dialog, cseq);
        switch (state) {
            case Answered answered
            when answered.cseq() == cseq -> {
                state = new Talking(Optional.empty());
                call.connected();
                sessionAgreed(answered, ack);
            }
            case Talking(Optional<Answered> reinvite)
            when reinvite.isPresent() && reinvite.get().cseq() == cseq -> {
                state = new Talking(Optional.empty());
                sessionAgreed(reinvite.get(), ack);
            }
            case Ended(List<ServerTransaction> heldByes, boolean byeDue)
            when byeDue -> {
                state = new Ended(heldByes, false);
                bye();
            }
            case Offered offered -> {}
            case Answered answered -> {}
            case Talking talking -> {}
            case Ended ended -> {}
            case Released released -> {}
        }
    }

    private void sessionAgreed(Answered answered, Request ack) {
        if (answered.answerDue() && !negotiation.takeAnswer(SessionBody.of(ack))) {
            hangUp(HangUpReason.SIGNALLING_FAILED);
        } else {
            record = record();
        }
    }

    /** The stack gave up waiting for an ACK (RFC 3261, 13.3.1.4). */
    void neverAcknowledged() {
        switch (state) {
            case Answered answered -> {
                state = new Talking(Optional.empty());
                hangUp(HangUpReason.SIGNALLING_FAILED);
            }
            case Talking(Optional<Answered> reinvite)
            when reinvite.isPresent() -> hangUp(HangUpReason.SIGNALLING_FAILED);
            case Ended(List<ServerTransaction> heldByes, boolean byeDue)
            when byeDue -> {
                state = new Ended(heldByes, false);
                bye();
            }
            case Talking talking -> LOG.log(Level.DEBUG, "the stack missed an ACK that we saw");
            case Offered offered -> {}
            case Ended ended -> {}
            case Released released -> {}
        }
    }

    /** The stack has forgotten the dialog. */
    void dialogGone() {
        if (state instanceof Offered || state instanceof Answered || state instanceof Talking) {
            end(HangUpReason.SIGNALLING_FAILED, new Ended(List.of(), false));
        }
    }

    void reinvited(ServerTransaction transaction) {
        Request request = transaction.getRequest();
        if (isOver()) {
            answerEmpty(transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        } else if (!(state instanceof Talking) || refresh.isInviting()) {
            answerEmpty(transaction, Response.REQUEST_PENDING);
        } else if (SessionRefresh.isTooShort(request, around.settings())) {
            answerTooShort(transaction);
        } else {
            switch (SessionBody.of(request)) {
                case SessionBody.None none -> answerReinvite(transaction, Optional.empty());
                case SessionBody.Unusable unusable -> answerEmpty(transaction, unusable.status());
                case SessionBody.Description(SessionDescription offer) -> {
                    Optional<Proposal> proposal = negotiation.propose(offer);
                    if (proposal.isEmpty()) {
                        answerEmpty(transaction, Response.NOT_ACCEPTABLE_HERE);
                    } else {
                        answerReinvite(transaction, proposal);
                    }
                }
            }
        }
    }

    private void answerReinvite(ServerTransaction transaction, Optional<Proposal> proposal) {
        Request request = transaction.getRequest();
        Response ok = around.messages().response(Response.OK, request);
        String sdp = proposal.map(negotiation::answer).orElseGet(negotiation::offer);
        completeOk(ok, request, sdp);
        state = new Talking(Optional.of(new Answered(dialogCseq(request), proposal.isEmpty())));
        proposal.ifPresent(agreed -> negotiation.start(agreed.agreement()));
        record = record();
        send(transaction, ok);
    }

    /** RFC 3311, 5.2; without a body it only refreshes the session. */
    void updated(ServerTransaction transaction) {
        Request request = transaction.getRequest();
        if (isOver()) {
            answerEmpty(transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        } else if (SessionRefresh.isTooShort(request, around.settings())) {
            answerTooShort(transaction);
        } else {
            switch (SessionBody.of(request)) {
                case SessionBody.None none -> {
                    Response ok = around.messages().response(Response.OK, request);
                    around.messages().setContact(ok, transport);
                    refresh.agree(request, ok);
                    send(transaction, ok);
                }
                case SessionBody.Unusable unusable -> answerEmpty(transaction, unusable.status());
                case SessionBody.Description(SessionDescription offer) -> answerUpdate(transaction, offer);
            }
        }
    }

    private void answerUpdate(ServerTransaction transaction, SessionDescription offer) {
        boolean ourOfferIsOpen = refresh.isInviting()
                || (state instanceof Answered answered && answered.answerDue())
                || (state instanceof Talking(Optional<Answered> reinvite)
                        && reinvite.filter(Answered::answerDue).isPresent());
        Optional<Proposal> proposal = negotiation.propose(offer);
        if (ourOfferIsOpen) {
            answerEmpty(transaction, Response.REQUEST_PENDING);
        } else if (proposal.isEmpty()) {
            answerEmpty(transaction, Response.NOT_ACCEPTABLE_HERE);
        } else {
            Response ok = around.messages().response(Response.OK, transaction.getRequest());
            completeOk(ok, transaction.getRequest(), negotiation.answer(proposal.get()));
            negotiation.start(proposal.get().agreement());
            record = record();
            send(transaction, ok);
        }
    }

    /** The caller hung up; the answer waits for the release. */
    void byeReceived(ServerTransaction bye) {
        switch (state) {
            case Offered offered -> {
                answerEmpty(bye, Response.OK);
                refuse(Response.REQUEST_TERMINATED, HangUpReason.CALLER);
            }
            case Answered answered -> end(HangUpReason.CALLER, new Ended(List.of(bye), false));
            case Talking talking -> end(HangUpReason.CALLER, new Ended(List.of(bye), false));
            case Ended(List<ServerTransaction> heldByes, boolean byeDue) -> {
                if (heldByes.size() < MOST_BYES) {
                    List<ServerTransaction> held = new ArrayList<>(heldByes);
                    held.add(bye);
                    state = new Ended(List.copyOf(held), false);
                } else {
                    answerEmpty(bye, Response.SERVER_INTERNAL_ERROR);
                }
            }
            case Released(int answerToBye) -> answerEmpty(bye, answerToBye);
        }
    }

    /** INFO and OPTIONS within the dialog, whose content was looked at elsewhere. */
    void answerPlainly(ServerTransaction transaction, int status) {
        answerEmpty(transaction, isOver() ? Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST : status);
    }

    /** Ends an answered call from our side; one that is only offered is refused. */
    void hangUp(HangUpReason reason) {
        switch (state) {
            case Offered offered -> refuse(Response.SERVICE_UNAVAILABLE, reason);
            case Answered answered -> end(reason, new Ended(List.of(), true));
            case Talking talking -> {
                end(reason, new Ended(List.of(), false));
                bye();
            }
            case Ended ended -> {}
            case Released released -> {}
        }
    }

    void release(int answerToBye) {
        if (!(state instanceof Ended(List<ServerTransaction> heldByes, boolean byeDue))) {
            return;
        }
        heldByes.forEach(bye -> answerEmpty(bye, answerToBye));
        // A BYE that is due stays due: the state is kept until the ACK comes or the stack gives up.
        state = byeDue ? new Ended(List.of(), true) : new Released(answerToBye);
        if (!heldByes.isEmpty() && answerToBye != Response.OK) {
            dialog.delete(); // the stack ends it by itself after a 2xx only
        }
    }

    private void end(HangUpReason reason, Ended ended) {
        state = ended;
        deadline.ifPresent(task -> task.cancel());
        refresh.stop();
        call.ended(reason);
    }

    private boolean isOver() {
        return state instanceof Ended || state instanceof Released;
    }

    private void bye() {
        requests.bye((status, response) -> LOG.log(Level.DEBUG, "BYE was answered with {0}", status));
    }

    private void answerEmpty(ServerTransaction transaction, int status) {
        Response response = around.messages().response(status, transaction.getRequest(), localTag);
        if (status == Response.OK) {
            around.messages().describeOurselves(response);
        }
        send(transaction, response);
    }

    private void answerTooShort(ServerTransaction transaction) {
        Response response = around.messages().response(RequestScreen.INTERVAL_TOO_SMALL, transaction.getRequest());
        around.messages()
                .set(
                        response,
                        "Min-SE",
                        Long.toString(around.settings().minSessionInterval().toSeconds()));
        send(transaction, response);
    }

    private boolean send(ServerTransaction transaction, Response response) {
        try {
            transaction.sendResponse(response);
            return true;
        } catch (SipException | InvalidArgumentException e) {
            LOG.log(
                    Level.INFO,
                    "Call {0}: {1} could not be sent: {2}",
                    call.offer().callId(),
                    response.getStatusCode(),
                    e);
            return false;
        }
    }

    private static long dialogCseq(Request request) {
        return ((CSeqHeader) request.getHeader(CSeqHeader.NAME)).getSeqNumber();
    }

    private DialogRecord record() {
        List<String> routes = new ArrayList<>();
        for (Iterator<?> route = dialog.getRouteSet(); route.hasNext(); ) {
            routes.add(((RouteHeader) route.next()).getAddress().toString());
        }
        return new DialogRecord(
                call.offer().callId(),
                localTag,
                dialog.getRemoteTag() == null ? "" : dialog.getRemoteTag(),
                dialog.getLocalParty().getURI().toString(),
                dialog.getRemoteParty().getURI().toString(),
                dialog.getRemoteTarget() == null
                        ? ""
                        : dialog.getRemoteTarget().getURI().toString(),
                routes,
                dialog.getLocalSeqNumber(),
                dialog.getRemoteSeqNumber(),
                transport,
                negotiation.originLine(),
                negotiation.codec(),
                negotiation.telephoneEventPayloadType());
    }
}
