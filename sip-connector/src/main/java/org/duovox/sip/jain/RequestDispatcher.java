package org.duovox.sip.jain;

import gov.nist.javax.sip.DialogTimeoutEvent;
import gov.nist.javax.sip.SipListenerExt;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.duovox.sip.CallId;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.jain.RequestScreen.Objection;

/** Hears what the stack receives and hands it on to calls, or answers it at once. Never blocks, for the stack's threads are few. */
final class RequestDispatcher implements SipListenerExt {

    private static final Logger LOG = System.getLogger(RequestDispatcher.class.getName());

    private final SipProvider provider;
    private final Messages messages;
    private final Reception reception;

    RequestDispatcher(SipProvider provider, Messages messages, Reception reception) {
        this.provider = provider;
        this.messages = messages;
        this.reception = reception;
    }

    @Override
    public void processRequest(RequestEvent event) {
        try {
            dispatch(event, event.getRequest());
        } catch (RuntimeException e) {
            // The stack would swallow it, and the caller would hear nothing.
            LOG.log(Level.ERROR, "A " + event.getRequest().getMethod() + " could not be handled", e);
            if (!event.getRequest().getMethod().equals(Request.ACK)) {
                answer(event, new Objection(Response.SERVER_INTERNAL_ERROR, ""));
            }
        }
    }

    private void dispatch(RequestEvent event, Request request) {
        switch (request.getMethod()) {
            case Request.ACK -> call(event).ifPresent(call -> call.acknowledged(request));
            case Request.CANCEL -> cancel(event);
            case Request.INVITE -> invite(event);
            case Request.BYE -> withinCall(event, SipCall::byeReceived);
            case Request.UPDATE -> withinCall(event, SipCall::updated);
            case Request.INFO -> withinCall(event, this::info);
            case Request.OPTIONS -> options(event);
            default -> answer(event, RequestScreen.ofMethod(request.getMethod()));
        }
    }

    private static Optional<SipCall> call(RequestEvent event) {
        return call(event.getDialog());
    }

    private static Optional<SipCall> call(@org.jspecify.annotations.Nullable Dialog dialog) {
        return dialog != null && dialog.getApplicationData() instanceof SipCall call
                ? Optional.of(call)
                : Optional.empty();
    }

    private void withinCall(RequestEvent event, InCall what) {
        Optional<SipCall> call = call(event);
        if (call.isEmpty()) {
            answer(event, new Objection(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, ""));
        } else if (!RequestScreen.unsupported(event.getRequest()).isEmpty()) {
            answer(event, new Objection(Response.BAD_EXTENSION, ""));
        } else {
            transaction(event).ifPresent(transaction -> what.happens(call.get(), transaction));
        }
    }

    private void invite(RequestEvent event) {
        Request request = event.getRequest();
        if (((ToHeader) request.getHeader(ToHeader.NAME)).getTag() != null) {
            withinCall(event, SipCall::reinvited);
            return;
        }
        Optional<Objection> objection = RequestScreen.ofRequest(request)
                .or(reception::objection)
                .or(() -> RequestScreen.ofInvite(request, reception.settings()));
        if (objection.isPresent()) {
            answer(event, objection.get());
        } else {
            transaction(event).ifPresent(transaction -> {
                send(transaction, messages.response(Response.TRYING, request));
                reception
                        .receive(transaction, request)
                        .ifPresent(refused -> answer(request, refused, Optional.of(transaction)));
            });
        }
    }

    private void cancel(RequestEvent event) {
        Request request = event.getRequest();
        String callId = ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
        answer(event, new Objection(Response.OK, ""));
        if (!callId.isEmpty() && callId.length() <= CallId.MAX_LENGTH) {
            reception.find(new CallId(callId)).ifPresent(SipCall::cancelled);
        }
    }

    private void options(RequestEvent event) {
        if (((ToHeader) event.getRequest().getHeader(ToHeader.NAME)).getTag() != null) {
            withinCall(event, (call, transaction) -> call.answerPlainly(transaction, Response.OK));
        } else {
            answer(
                    event,
                    RequestScreen.ofRequest(event.getRequest())
                            .or(reception::objection)
                            .orElse(new Objection(Response.OK, "")));
        }
    }

    private void info(SipCall call, ServerTransaction transaction) {
        Request request = transaction.getRequest();
        byte[] body = request.getRawContent();
        if (!(request.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type) || body == null) {
            call.answerPlainly(transaction, Response.OK);
            return;
        }
        if (!type.getContentSubType().toLowerCase(java.util.Locale.ROOT).startsWith("dtmf")) {
            call.answerPlainly(transaction, Response.UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        Optional<DtmfDigit> digit = DtmfInfo.parse(type.getContentSubType(), body);
        digit.ifPresent(call::digitPressed);
        call.answerPlainly(transaction, digit.isPresent() ? Response.OK : Response.BAD_REQUEST);
    }

    /** The transaction of a request that is worth one; nothing when it is a repetition, or was answered with an error. */
    private Optional<ServerTransaction> transaction(RequestEvent event) {
        if (event.getServerTransaction() != null) {
            return Optional.of(event.getServerTransaction());
        }
        try {
            return Optional.of(provider.getNewServerTransaction(event.getRequest()));
        } catch (TransactionAlreadyExistsException e) {
            LOG.log(Level.DEBUG, "a repeated request: {0}", e);
        } catch (TransactionUnavailableException e) {
            answer(event, new Objection(Response.BAD_REQUEST, "Malformed request"));
        }
        return Optional.empty();
    }

    private void answer(RequestEvent event, Objection objection) {
        answer(event.getRequest(), objection, Optional.ofNullable(event.getServerTransaction()));
    }

    /** Without a transaction the answer is stateless: what is repeated gets the same answer again, and costs no memory. */
    private void answer(Request request, Objection objection, Optional<ServerTransaction> transaction) {
        Response response = messages.response(objection.status(), request, statelessTag(request));
        try {
            if (!objection.reason().isEmpty()) {
                response.setReasonPhrase(objection.reason());
            }
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a reason phrase: " + objection.reason(), e);
        }
        complete(response, objection.status(), request);
        if (transaction.isPresent()) {
            send(transaction.get(), response);
            return;
        }
        try {
            provider.sendResponse(response);
        } catch (SipException e) {
            LOG.log(Level.DEBUG, "{0} could not be sent: {1}", objection.status(), e);
        }
    }

    private void complete(Response response, int status, Request request) {
        switch (status) {
            case Response.OK, Response.METHOD_NOT_ALLOWED, Response.NOT_IMPLEMENTED, Response.UNSUPPORTED_MEDIA_TYPE ->
                messages.describeOurselves(response);
            case Response.BAD_EXTENSION ->
                messages.set(response, "Unsupported", String.join(", ", RequestScreen.unsupported(request)));
            case Response.SERVICE_UNAVAILABLE ->
                messages.set(response, "Retry-After", RequestScreen.RETRY_AFTER_SECONDS);
            case RequestScreen.INTERVAL_TOO_SMALL ->
                messages.set(
                        response,
                        "Min-SE",
                        Long.toString(reception.settings().minSessionInterval().toSeconds()));
            default -> {
                // Nothing to add.
            }
        }
    }

    private static String statelessTag(Request request) {
        int hash = request.getHeader(CallIdHeader.NAME).toString().hashCode();
        return "s" + Integer.toHexString(hash);
    }

    private static void send(ServerTransaction transaction, Response response) {
        try {
            transaction.sendResponse(response);
        } catch (SipException | InvalidArgumentException e) {
            LOG.log(Level.DEBUG, "{0} could not be sent: {1}", response.getStatusCode(), e);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        Response response = event.getResponse();
        if (response.getStatusCode() >= 200) {
            reply(event.getClientTransaction()).ifPresent(reply -> reply.answered(response.getStatusCode(), response));
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()) {
            reply(event.getClientTransaction()).ifPresent(reply -> reply.answered(Response.REQUEST_TIMEOUT, null));
        }
    }

    private static Optional<Reply> reply(@org.jspecify.annotations.Nullable ClientTransaction transaction) {
        return transaction != null && transaction.getApplicationData() instanceof Reply reply
                ? Optional.of(reply)
                : Optional.empty();
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        LOG.log(Level.DEBUG, "{0}:{1} cannot be reached", event.getHost(), event.getPort());
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        if (!event.isServerTransaction()) {
            // After the final response this says nothing new; without one the transport has failed.
            reply(event.getClientTransaction()).ifPresent(reply -> reply.answered(Response.SERVICE_UNAVAILABLE, null));
        }
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        call(event.getDialog()).ifPresent(SipCall::dialogGone);
    }

    @Override
    public void processDialogTimeout(DialogTimeoutEvent event) {
        if (event.getReason() == DialogTimeoutEvent.Reason.AckNotReceived) {
            call(event.getDialog()).ifPresent(SipCall::neverAcknowledged);
        }
    }

    /** Something that happens within a call. */
    @FunctionalInterface
    private interface InCall {
        void happens(SipCall call, ServerTransaction transaction);
    }

    /** Takes new calls, or says why not. */
    interface Reception {

        ConnectorSettings settings();

        /** Why no call is taken now; nothing when calls are taken. */
        Optional<Objection> objection();

        /** Offers a call; what is returned is the reason why not. */
        Optional<Objection> receive(ServerTransaction transaction, Request invite);

        Optional<SipCall> find(CallId callId);
    }
}
