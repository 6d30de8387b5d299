package org.duovox.configuration.ejb;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.cluster.NamedThreads;
import org.duovox.configuration.HostNames;

/** Looks host names up, but not for ever: the machine's own resolver may take minutes when its name servers are silent. */
final class HostLookUp {

    /** A name server in the same network answers in milliseconds. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** Look-ups that hang go on in the background: so many of them at most. */
    private static final int MOST_AT_ONCE = 16;

    /** Finds a name's addresses; may block for minutes. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    /**
     * What came of it: an address, or a sentence that says why there is none.
     *
     * @param complaint "" when there is an address
     */
    record Found(Optional<InetAddress> address, String complaint) {

        static Found none(String complaint) {
            return new Found(Optional.empty(), complaint);
        }
    }

    private final Resolver resolver;
    private final Duration limit;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    HostLookUp() {
        this(InetAddress::getAllByName, LIMIT);
    }

    /** With another resolver, for tests. */
    HostLookUp(Resolver resolver, Duration limit) {
        this.resolver = resolver;
        this.limit = limit;
    }

    /**
     * The one address of a host. Blocks for 3 s at most.
     *
     * @param host a host name or an IP address
     * @param like of a name's addresses only those of its family count
     */
    Found find(String host, InetAddress like) {
        Optional<InetAddress> literal = HostNames.literal(host);
        if (literal.isPresent()) {
            return new Found(literal, "");
        }
        CompletableFuture<InetAddress[]> answer = ask(host);
        try {
            return only(host, like, answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Found.none("The search for " + host + " was interrupted; try again.");
        } catch (TimeoutException e) {
            return Found.none("The search for " + host + " was not answered within " + limit.toSeconds()
                    + " s; see that this server's name servers can be reached, or say the IP address.");
        } catch (ExecutionException e) {
            return Found.none(unknown(host));
        }
    }

    /** The first complaint about hosts of which no address can be had; all are looked up at once. Blocks for 3 s at most. */
    Optional<String> complaint(List<String> hosts) {
        List<CompletableFuture<InetAddress[]>> answers = hosts.stream()
                .map(host -> HostNames.literal(host)
                        .map(address -> CompletableFuture.completedFuture(new InetAddress[] {address}))
                        .orElseGet(() -> ask(host)))
                .toList();
        CompletableFuture<?> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .exceptionally(failure -> null);
        try {
            var unused = all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Whoever has no answer is complained of.
        }
        for (int i = 0; i < hosts.size(); i++) {
            CompletableFuture<InetAddress[]> answer = answers.get(i);
            if (!answer.isDone() || answer.isCompletedExceptionally()) {
                return Optional.of(unknown(hosts.get(i)));
            }
        }
        return Optional.empty();
    }

    private static String unknown(String host) {
        return host
                + " cannot be found by its name; see that it is well written and known to this server's name servers,"
                + " or say the IP address.";
    }

    private CompletableFuture<InetAddress[]> ask(String host) {
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        if (!places.tryAcquire()) {
            return answer; // the resolver hangs: what waits for this is told so
        }
        NamedThreads.factory("duovox-host-look-up")
                .newThread(() -> {
                    try {
                        answer.complete(resolver.addresses(host));
                    } catch (UnknownHostException | RuntimeException e) {
                        answer.completeExceptionally(e);
                    } finally {
                        places.release();
                    }
                })
                .start();
        return answer;
    }

    private static Found only(String host, InetAddress like, InetAddress[] found) {
        Set<InetAddress> fitting = new LinkedHashSet<>();
        Arrays.stream(found)
                .filter(address -> address.getAddress().length == like.getAddress().length)
                .forEach(fitting::add);
        if (fitting.size() == 1) {
            return new Found(fitting.stream().findFirst(), "");
        }
        String addresses = String.join(
                " and ",
                (fitting.isEmpty() ? Arrays.stream(found) : fitting.stream())
                        .limit(4)
                        .map(InetAddress::getHostAddress)
                        .toList());
        return Found.none(
                fitting.isEmpty()
                        ? host + " has the address " + addresses + ", and the publisher's (" + like.getHostAddress()
                                + ") is of the other kind; both servers need the same."
                        : host + " has several addresses (" + addresses
                                + "); say the IP address with which that server is installed.");
    }
}
