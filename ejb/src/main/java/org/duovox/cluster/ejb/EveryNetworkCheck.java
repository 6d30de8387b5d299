package org.duovox.cluster.ejb;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.duovox.cluster.NamedThreads;
import org.duovox.cluster.NetworkAnswer;
import org.duovox.cluster.NetworkCheck;

/** Asks every check at once; any one answer suffices. When none could prove anything, the own interface must be up. */
final class EveryNetworkCheck implements NetworkCheck {

    private static final long LIMIT_NANOS = 2_000_000_000L;

    private final List<NetworkCheck> checks;
    private final InetAddress own;

    EveryNetworkCheck(List<NetworkCheck> checks, InetAddress own) {
        this.checks = List.copyOf(checks);
        this.own = own;
    }

    @Override
    public NetworkAnswer check() {
        BlockingQueue<NetworkAnswer> answers = new LinkedBlockingQueue<>();
        for (NetworkCheck check : checks) {
            NamedThreads.factory("duovox-network-ask")
                    .newThread(() -> answers.add(ask(check)))
                    .start();
        }
        List<String> silent = new ArrayList<>();
        long until = System.nanoTime() + LIMIT_NANOS;
        try {
            for (int i = 0; i < checks.size(); i++) {
                NetworkAnswer answer = answers.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (answer == null) {
                    silent.add("a check did not end within 2 s");
                    break;
                }
                switch (answer.kind()) {
                    case ANSWERED -> {
                        return answer;
                    }
                    case SILENT -> silent.add(answer.what());
                    case UNPROVEN -> {}
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            silent.add("the check was interrupted");
        }
        return silent.isEmpty()
                ? ownInterface()
                : new NetworkAnswer(NetworkAnswer.Kind.SILENT, String.join("; ", silent));
    }

    private static NetworkAnswer ask(NetworkCheck check) {
        try {
            return check.check();
        } catch (RuntimeException e) {
            return new NetworkAnswer(NetworkAnswer.Kind.SILENT, "a check failed: " + e.getMessage());
        }
    }

    private NetworkAnswer ownInterface() {
        try {
            NetworkInterface on = NetworkInterface.getByInetAddress(own);
            // All of 127/8 is on the loopback interface, though only 127.0.0.1 is written there.
            if (own.isLoopbackAddress() || (on != null && on.isUp())) {
                return new NetworkAnswer(
                        NetworkAnswer.Kind.UNPROVEN,
                        "no host is configured to be asked, and no phone system answered; only the own interface is up");
            }
        } catch (SocketException e) {
            return new NetworkAnswer(NetworkAnswer.Kind.SILENT, "the own interface cannot be read: " + e.getMessage());
        }
        return new NetworkAnswer(NetworkAnswer.Kind.SILENT, "the own interface is down");
    }
}
