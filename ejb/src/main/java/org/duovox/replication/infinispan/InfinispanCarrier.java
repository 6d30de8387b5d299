package org.duovox.replication.infinispan;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duovox.cluster.Member;
import org.duovox.replication.Lane;
import org.duovox.replication.ReplicationCarrier;
import org.infinispan.Cache;

/**
 * The server's replicated caches as the carrier. Only the public API: listeners and flags are not visible to a deployment
 * (high-availability.md 2.3), hence values are looked at, not waited for.
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
        journal.put(key(origin, lane, slot), entries);
    }

    @Override
    public Optional<byte[]> slot(Member origin, Lane lane, int slot) {
        return Optional.ofNullable(journal.get(key(origin, lane, slot)));
    }

    @Override
    public void putAcknowledgement(Member member, byte[] acknowledgement) {
        acknowledgements.put(key(member), acknowledgement);
    }

    @Override
    public Optional<byte[]> acknowledgement(Member member) {
        return Optional.ofNullable(acknowledgements.get(key(member)));
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
