package org.duovox.phonesystem.ejb;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.cluster.NamedThreads;
import org.duovox.cluster.NetworkAnswer;
import org.duovox.cluster.NetworkCheck;
import org.duovox.cluster.RoleChanged;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.phonesystem.PhoneSystems;
import org.duovox.phonesystem.PortGroup;
import org.duovox.sip.SipLine;
import org.duovox.sip.SipTransport;

/**
 * A phone system that answers OPTIONS (RFC 3261, 11) shows that this server is connected to where calls come from. One that is
 * silent shows nothing: it may answer none, or have gone with the other server.
 */
@ApplicationScoped
public class PhoneSystemCheck implements NetworkCheck {

    private static final Logger LOG = System.getLogger(PhoneSystemCheck.class.getName());

    /** In a network that works the answer takes milliseconds; a takeover waits for this. */
    static final Duration LIMIT = Duration.ofMillis(300);

    private static final int MOST_ASKED = 20;

    /** What comes of a request that nobody answered, or that could not be sent (RFC 3261, 8.1.3.1). */
    private static final List<Integer> NO_ANSWER = List.of(408, 503);

    private static final NetworkAnswer NOTHING =
            new NetworkAnswer(NetworkAnswer.Kind.UNPROVEN, "no phone system answered");

    private PhoneSystems phoneSystems;
    private Duration limit = LIMIT;

    @Resource(lookup = SipLine.JNDI_NAME)
    private SipLine line;

    /** Calls come over another network than the one that the servers are in: it proves nothing of that. */
    private final boolean otherNetwork = Optional.ofNullable(System.getProperty("duovox.sip.address"))
            .filter(address -> !address.equals(System.getProperty("duovox.address")))
            .isPresent();

    private final Set<InetSocketAddress> beingAsked = ConcurrentHashMap.newKeySet();
    private volatile Map<InetSocketAddress, SipTransport> known = Map.of();

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    protected PhoneSystemCheck() {}

    @Inject
    @SuppressWarnings("NullAway.Init")
    public PhoneSystemCheck(PhoneSystems phoneSystems) {
        this.phoneSystems = phoneSystems;
    }

    /** For tests. */
    PhoneSystemCheck(PhoneSystems phoneSystems, SipLine line, Duration limit) {
        this.phoneSystems = phoneSystems;
        this.line = line;
        this.limit = limit;
    }

    public void onRecords(@ObservesAsync RecordsChanged changed) {
        if (changed.types().contains(EntityType.PORT_GROUP)) {
            read();
        }
    }

    /** The first change of status comes when the server has started. */
    public void onRole(@ObservesAsync RoleChanged changed) {
        read();
    }

    /** Beforehand: neither the database nor the name service may be asked when there is something to be decided. */
    private void read() {
        try {
            Map<InetSocketAddress, SipTransport> found = new LinkedHashMap<>();
            for (PortGroup group : phoneSystems.portGroups()) {
                InetSocketAddress address = new InetSocketAddress(group.host(), group.sipPort());
                if (!address.isUnresolved() && !isOurs(address)) {
                    found.putIfAbsent(address, group.transport());
                }
                if (found.size() == MOST_ASKED) {
                    break;
                }
            }
            known = found;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The phone systems cannot be read; those known before are asked", e);
        }
    }

    private static boolean isOurs(InetSocketAddress address) {
        return address.getAddress().getHostAddress().equals(System.getProperty("duovox.address"));
    }

    @Override
    public NetworkAnswer check() {
        if (otherNetwork) {
            return NOTHING;
        }
        CompletableFuture<NetworkAnswer> first = new CompletableFuture<>();
        known.forEach((address, transport) -> ask(address, transport, first));
        try {
            return first.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return NOTHING;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOTHING;
        }
    }

    /** On a thread of its own: to connect by TCP may take as long as that gives up, and only then is the same one asked again. */
    private void ask(InetSocketAddress address, SipTransport transport, CompletableFuture<NetworkAnswer> first) {
        if (!beingAsked.add(address)) {
            return;
        }
        NamedThreads.factory("duovox-phone-system")
                .newThread(() -> {
                    try {
                        line.probe(address, transport).thenAccept(status -> {
                            if (!NO_ANSWER.contains(status)) {
                                first.complete(answers(address));
                            }
                        });
                    } catch (RuntimeException e) {
                        LOG.log(Level.DEBUG, "A phone system cannot be asked", e);
                    } finally {
                        beingAsked.remove(address);
                    }
                })
                .start();
    }

    private static NetworkAnswer answers(InetSocketAddress address) {
        return new NetworkAnswer(
                NetworkAnswer.Kind.ANSWERED,
                "the phone system at " + address.getHostString() + ":" + address.getPort() + " answers");
    }
}
