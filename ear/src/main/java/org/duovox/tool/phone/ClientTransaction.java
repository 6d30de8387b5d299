package org.duovox.tool.phone;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** A request of ours until its final answer (RFC 3261, section 17.1), repeated as UDP needs it. */
final class ClientTransaction {

    private static final long T1 = 500_000_000L;
    private static final long T2 = 4_000_000_000L;
    private static final long LIMIT = 64 * T1;

    private final Telephone telephone;
    private final SipText request;
    private final InetSocketAddress to;
    private final Consumer<SipText> onFinal;
    private final Runnable onTimeout;
    private final long began = System.nanoTime();
    private long interval = T1;
    private boolean repeats = true;
    private boolean done;

    ClientTransaction(
            Telephone telephone, SipText request, InetSocketAddress to, Consumer<SipText> onFinal, Runnable onTimeout) {
        this.telephone = telephone;
        this.request = request;
        this.to = to;
        this.onFinal = onFinal;
        this.onTimeout = onTimeout;
    }

    private boolean isInvite() {
        return request.method().equals("INVITE");
    }

    void start() {
        send();
    }

    private void send() {
        if (done) {
            return;
        }
        long now = System.nanoTime();
        if (now - began >= LIMIT) {
            done = true;
            telephone.forget(request.branch());
            onTimeout.run();
            return;
        }
        if (repeats) {
            telephone.send(request, to);
        }
        telephone.loop().at(now + interval, this::send);
        interval = isInvite() ? interval * 2 : Math.min(interval * 2, T2);
    }

    /** An answer came; provisional ones end the repetition of INVITE only. */
    void answered(SipText response) {
        if (response.status() < 200) {
            repeats = !isInvite();
            return;
        }
        if (done) {
            return;
        }
        done = true;
        onFinal.accept(response);
    }
}
