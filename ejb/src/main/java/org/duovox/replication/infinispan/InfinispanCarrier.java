package org.duovox.replication.infinispan;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
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

    @Resource(lookup = "java:jboss/infinispan/cache/duovox/journal")
    private Cache<String, byte[]> journal;

    @Resource(lookup = "java:jboss/infinispan/cache/duovox/ack")
    private Cache<String, byte[]> acknowledgements;

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
        return name(origin) + '|' + lane.name().toLowerCase(Locale.ROOT) + '|' + slot;
    }

    private static String key(Member member) {
        return "ack|" + name(member);
    }

    private static String name(Member member) {
        return member.name().toLowerCase(Locale.ROOT);
    }
}
