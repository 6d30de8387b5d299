package org.duovox.simulation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.duovox.cluster.Member;
import org.duovox.cluster.Simulation;
import org.duovox.replication.Lane;
import org.duovox.replication.ReplicationCarrier;

/**
 * The replicated caches, at their worst: puts fail and arrive all the same, or succeed and get lost; a new view comes seconds after
 * a cut; and when views merge, either side's value may win, the older one too.
 */
final class Caches {

    /** Measured: 2.7 to 3.2 s after a cut, 1.4 to 2.6 s after it is healed (high-availability.md 2.1). */
    private static final long SPLIT = 2_800_000_000L;

    private static final long MERGE = 2_000_000_000L;

    private final World world;
    private final Random random;
    private final Map<Member, Map<String, byte[]>> replicas = new EnumMap<>(Member.class);
    private boolean apart = true;
    private long changedAt;
    private int view;
    private boolean neverMerge;

    Caches(World world) {
        this.world = world;
        random = world.simulation().random();
        for (Member member : Member.values()) {
            replicas.put(member, new HashMap<>());
        }
    }

    private Map<String, byte[]> of(Member member) {
        return replicas.getOrDefault(member, Map.of());
    }

    /** From the next cut on: seen in the field (high-availability.md 4, pitfall 5). */
    void neverMerge() {
        neverMerge = true;
    }

    /** Changes whenever the members do. */
    Integer view() {
        return view;
    }

    /** A process that begins has nothing, and is alone at first. */
    void forget(Member member) {
        of(member).clear();
        apart = true;
        changedAt = world.now();
        view++;
    }

    /** Every 100 ms. */
    void look() {
        boolean whole = world.isWhole() && !neverMerge;
        if (whole != apart) {
            changedAt = world.now(); // the view is as the wire
        } else if (world.now() - changedAt > (whole ? MERGE : SPLIT)) {
            apart = !whole;
            changedAt = world.now();
            view++;
            if (whole) {
                merge();
            }
        }
    }

    private void merge() {
        Map<String, byte[]> one = of(Member.PUBLISHER);
        Map<String, byte[]> other = of(Member.SUBSCRIBER);
        Set<String> keys = new HashSet<>(one.keySet());
        keys.addAll(other.keySet());
        for (String key : keys.stream().sorted().toList()) {
            byte[] first = one.get(key);
            byte[] second = other.get(key);
            byte[] winner = second == null || (first != null && random.nextBoolean()) ? first : second;
            if (winner != null) {
                one.put(key, winner);
                other.put(key, winner);
            }
        }
    }

    int slots(Member at) {
        return of(at).size();
    }

    /** One process's view of them. */
    final class Node implements ReplicationCarrier {
        private final ServerProcess process;

        Node(ServerProcess process) {
            this.process = process;
        }

        private void put(String key, byte[] value) {
            Member self = process.self();
            boolean open = world.simulation().open(self, self.peer());
            if (!apart && (!open || random.nextInt(60) == 0)) {
                process.block(open ? 100_000_000L : Simulation.SECOND);
                throw new IllegalStateException("the put timed out");
            }
            of(self).put(key, value);
            if (!apart && random.nextInt(80) != 0) {
                world.in(
                        world.simulation().delay(),
                        () -> world.machine(self.peer())
                                .process()
                                .ifPresent(
                                        peer -> peer.in(0, () -> of(self.peer()).put(key, value))));
            }
        }

        @Override
        public void putSlot(Member origin, Lane lane, int slot, byte[] entries) {
            put(key(origin, lane, slot), entries);
        }

        @Override
        public Optional<byte[]> slot(Member origin, Lane lane, int slot) {
            return Optional.ofNullable(of(process.self()).get(key(origin, lane, slot)));
        }

        @Override
        public void putAcknowledgement(Member member, byte[] acknowledgement) {
            put(member.name(), acknowledgement);
        }

        @Override
        public Optional<byte[]> acknowledgement(Member member) {
            return Optional.ofNullable(of(process.self()).get(member.name()));
        }
    }

    private static String key(Member origin, Lane lane, int slot) {
        return origin.name() + lane.name() + slot;
    }
}
