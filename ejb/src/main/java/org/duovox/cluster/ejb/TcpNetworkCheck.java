package org.duovox.cluster.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.cluster.ClusterSettings;
import org.duovox.cluster.ClusterSettings.HostPort;
import org.duovox.cluster.NamedThreads;
import org.duovox.cluster.NetworkAnswer;
import org.duovox.cluster.NetworkCheck;

/** Tries the configured hosts all at once; the first that answers decides, and a refusal is an answer. */
@ApplicationScoped
public class TcpNetworkCheck implements NetworkCheck {

    /** In a network that works the answer takes milliseconds. */
    private static final int LIMIT_MILLIS = 1_500;

    private final ClusterSettings installed =
            ClusterProperties.from(System.getProperties()).settings();

    private volatile List<HostPort> hosts = installed.checkHosts();

    /** Whom to ask from now on; until then, whom the system properties say. */
    public void ask(List<HostPort> others) {
        hosts = List.copyOf(others);
    }

    @Override
    public NetworkAnswer check() {
        return check(installed.own(), hosts);
    }

    /** From that address: another interface's network is not the one that the servers and the phones are in. */
    static NetworkAnswer check(InetAddress own, List<HostPort> hosts) {
        if (hosts.isEmpty()) {
            return new NetworkAnswer(NetworkAnswer.Kind.UNPROVEN, "no hosts are configured to be asked");
        }
        CompletableFuture<HostPort> first = new CompletableFuture<>();
        CountDownLatch open = new CountDownLatch(hosts.size());
        ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
        for (HostPort host : hosts) {
            NamedThreads.factory("duovox-network-host")
                    .newThread(() -> {
                        if (answers(own, host, sockets)) {
                            first.complete(host);
                        }
                        open.countDown();
                        if (open.getCount() == 0) {
                            first.completeExceptionally(new IOException("Nobody answered"));
                        }
                    })
                    .start();
        }
        try {
            HostPort host = first.get(LIMIT_MILLIS + 200, TimeUnit.MILLISECONDS);
            return new NetworkAnswer(NetworkAnswer.Kind.ANSWERED, host + " answers");
        } catch (ExecutionException | TimeoutException e) {
            return new NetworkAnswer(NetworkAnswer.Kind.SILENT, "nobody answers of " + hosts);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NetworkAnswer(NetworkAnswer.Kind.SILENT, "the check was interrupted");
        } finally {
            sockets.forEach(TcpNetworkCheck::close);
        }
    }

    private static boolean answers(InetAddress own, HostPort host, ConcurrentLinkedQueue<Socket> sockets) {
        try (Socket socket = new Socket()) {
            sockets.add(socket);
            socket.bind(new InetSocketAddress(own, 0));
            socket.connect(new InetSocketAddress(host.host(), host.tcpPort()), LIMIT_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (ConnectException e) {
            // "Connection refused" comes from the other host; "no route" and the like from our own.
            return String.valueOf(e.getMessage()).contains("refused");
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was only tried.
        }
    }
}
