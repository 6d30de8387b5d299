package org.duovox.sip.jain;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.duovox.sip.MwiNotice;
import org.duovox.sip.SipTransport;
import org.duovox.sip.jain.Messages.OutsideIds;

/** Requests that belong to no call: NOTIFY for lamps, OPTIONS to see whether somebody is there. */
final class OutgoingRequests {

    /** Each lives up to 32 s when nobody answers; the lamps of a thousand phones can be set at once. */
    static final int MAX_IN_FLIGHT = 1000;

    private final Semaphore free = new Semaphore(MAX_IN_FLIGHT);
    private final SecureRandom random = new SecureRandom();

    /** RFC 3842 by an unsolicited NOTIFY, as phone systems want it. */
    CompletionStage<Integer> notifyMessageWaiting(StackHolder stack, MwiNotice notice) {
        String transport = name(notice.transport());
        Request request;
        try {
            request = stack.messages().request(Request.NOTIFY, target(notice), transport, ids(stack));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(Response.BAD_REQUEST);
        }
        Messages messages = stack.messages();
        messages.set(request, "Event", "message-summary");
        messages.set(request, "Subscription-State", "active");
        messages.setContact(request, transport);
        String account = "sip:%s@%s:%d".formatted(notice.extension(), messages.host(), messages.port());
        messages.setBody(request, "application", "simple-message-summary", MessageSummary.body(notice, account));
        return send(stack, request);
    }

    CompletionStage<Integer> probe(StackHolder stack, InetSocketAddress phoneSystem, SipTransport transport) {
        String target = "sip:%s;transport=%s".formatted(hostPort(phoneSystem), name(transport));
        Request request;
        try {
            request = stack.messages().request(Request.OPTIONS, target, name(transport), ids(stack));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(Response.SERVICE_UNAVAILABLE);
        }
        stack.messages().setContact(request, name(transport));
        stack.messages().set(request, "Accept", Messages.ACCEPT);
        return send(stack, request);
    }

    private CompletionStage<Integer> send(StackHolder stack, Request request) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        if (!free.tryAcquire()) {
            return CompletableFuture.completedFuture(Response.SERVICE_UNAVAILABLE);
        }
        AtomicBoolean done = new AtomicBoolean();
        Reply reply = (answer, response) -> {
            if (done.compareAndSet(false, true)) {
                free.release();
                status.complete(answer);
            }
        };
        try {
            ClientTransaction transaction = stack.provider().getNewClientTransaction(request);
            transaction.setApplicationData(reply);
            transaction.sendRequest();
        } catch (SipException e) {
            reply.answered(Response.SERVICE_UNAVAILABLE, null);
        }
        return status;
    }

    private OutsideIds ids(StackHolder stack) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        return new OutsideIds(hex + "@" + stack.messages().host(), hex.substring(0, 8));
    }

    private static String target(MwiNotice notice) {
        return "sip:%s@%s;transport=%s"
                .formatted(notice.extension(), hostPort(notice.phoneSystem()), name(notice.transport()));
    }

    /** An address that is not resolved stays a name, for asking DNS would block. */
    private static String hostPort(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return host + ":" + address.getPort();
    }

    private static String name(SipTransport transport) {
        return transport.name().toLowerCase(Locale.ROOT);
    }
}
