package org.duovox.replication.infinispan;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.replication.Lane;
import org.duovox.replication.ReplicationCarrier;
import org.infinispan.Cache;

/**
 * The server's replicated caches as the carrier. Only the public API: listeners and flags are not visible to a deployment
 * (high-availability.md 2.3), hence values are looked at, not waited for.
 *
 * <p>Whoever knows the cluster's secret is a member of the caches, listed or not. So nothing is put there or taken from there before
 * the peer was met on the role manager's link, which knows the list of servers.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class InfinispanCarrier implements ReplicationCarrier {

    /** Keys are made a thousand times a second. */
    private static final Map<Member, Map<Lane, String>> PREFIXES = new EnumMap<>(Member.class);

    private static final Map<Member, String> ACKNOWLEDGEMENTS = new EnumMap<>(Member.class);

    static {
        for (Member member : Member.values()) {
            Map<Lane, String> lanes = new EnumMap<>(Lane.class);
            for (Lane lane : Lane.values()) {
                lanes.put(lane, name(member) + '|' + name(lane) + '|');
            }
            PREFIXES.put(member, lanes);
            ACKNOWLEDGEMENTS.put(member, "ack|" + name(member));
        }
    }

    @Inject
    private PeerLink link;

    @Resource(lookup = "java:jboss/infinispan/cache/duovox/journal")
    private Cache<String, byte[]> journal;

    @Resource(lookup = "java:jboss/infinispan/cache/duovox/ack")
    private Cache<String, byte[]> acknowledgements;

    /** What is injected looks the cache up at each use, which costs several times the use itself; it is the same for our life. */
    @PostConstruct
    void lookUpOnce() {
        journal = journal.getCacheManager().getCache(journal.getName());
        acknowledgements = acknowledgements.getCacheManager().getCache(acknowledgements.getName());
    }

    @Override
    public void putSlot(Member origin, Lane lane, int slot, byte[] entries) {
        if (!link.accepted()) {
            throw new IllegalStateException("the peer has not been met");
        }
        journal.put(key(origin, lane, slot), entries);
    }

    @Override
    public Optional<byte[]> slot(Member origin, Lane lane, int slot) {
        return link.accepted() ? Optional.ofNullable(journal.get(key(origin, lane, slot))) : Optional.empty();
    }

    @Override
    public void putAcknowledgement(Member member, byte[] acknowledgement) {
        if (link.accepted()) {
            acknowledgements.put(key(member), acknowledgement);
        }
    }

    @Override
    public Optional<byte[]> acknowledgement(Member member) {
        return link.accepted() ? Optional.ofNullable(acknowledgements.get(key(member))) : Optional.empty();
    }

    /** Changes with every view of the cluster: what was put before may not be everywhere. */
    public Object view() {
        return journal.getCacheManager().getMembers();
    }

    private static String key(Member origin, Lane lane, int slot) {
        return Objects.requireNonNull(
                        Objects.requireNonNull(PREFIXES.get(origin)).get(lane))
                + slot;
    }

    private static String key(Member member) {
        return Objects.requireNonNull(ACKNOWLEDGEMENTS.get(member));
    }

    private static String name(Enum<?> named) {
        return named.name().toLowerCase(Locale.ROOT);
    }
}
