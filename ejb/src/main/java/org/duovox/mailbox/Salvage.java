package org.duovox.mailbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.duovox.cluster.Member;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Records;
import org.duovox.data.UserFields;
import org.duovox.data.WriteCommand.Written;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore;
import org.duovox.messagestore.MessageStore.Orphan;
import org.duovox.messagestore.MessageStore.Purpose;

/**
 * Finds audio that has a header by now, and has it kept; and makes messages of recordings that nobody will finish: our own
 * after a restart or when a call ended without a receipt, the peer's once it is lost.
 */
public final class Salvage {

    /** Less is a click or a breath, not a message: half a second. */
    public static final long SHORTEST_BYTES = 4000;

    /**
     * When the servers meet again the peer's audio may come before the role manager knows of the contact: what still grows is
     * finished by the peer.
     */
    private static final long STILL_NANOS = 1_000_000_000;

    /**
     * Recordings whose headers are looked for at a time, a sixteenth of what may wait for the committer: when thousands came ahead of
     * their headers, the headers must find room there.
     */
    static final int MOST_AT_ONCE = 256;

    private static final System.Logger LOG = System.getLogger(Salvage.class.getName());

    private final Member self;
    private final MessageStore store;
    private final DataConnector data;
    private final LongSupplier nanoTime;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Set<MessageId> settled = new HashSet<>();
    private Map<MessageId, Seen> seen = Map.of();

    /** How much of a recording of the peer's there is, since when. */
    private record Seen(long length, long since) {}

    /** @param nanoTime monotonic */
    public Salvage(Member self, MessageStore store, DataConnector data, LongSupplier nanoTime) {
        this.self = self;
        this.store = store;
        this.data = data;
        this.nanoTime = nanoTime;
    }

    /** One round; says whether another one should follow in a second. For one thread only. */
    public boolean look(boolean peerInContact) {
        long now = nanoTime.getAsLong();
        boolean again = false;
        Map<MessageId, Seen> next = new HashMap<>();
        List<Runnable> wanted = new ArrayList<>();
        for (Orphan orphan : store.orphans(self)) {
            add(wanted, orphan, true);
        }
        for (Orphan orphan : store.orphans(self.peer())) {
            Seen before = seen.get(orphan.header().id());
            long length = orphan.audio().length();
            Seen known = before == null || before.length() != length ? new Seen(length, now) : before;
            boolean still = now - known.since() >= STILL_NANOS;
            add(wanted, orphan, !peerInContact && still);
            next.put(orphan.header().id(), known);
            again |= !peerInContact && !still;
        }
        seen = next;
        int room = Math.max(0, MOST_AT_ONCE - underWay.get());
        wanted.stream().limit(room).forEach(Runnable::run);
        if (wanted.size() > room) {
            return true;
        }
        settled.clear();
        return again;
    }

    /** Each has its turn before any has a second one. */
    private void add(List<Runnable> wanted, Orphan orphan, boolean nobodyWillFinish) {
        MessageId id = orphan.header().id();
        if (!settled.contains(id)) {
            wanted.add(() -> {
                settled.add(id);
                settle(orphan, nobodyWillFinish);
            });
        }
    }

    /** Keeps audio that has a header; if nobody else will write one, writes it. */
    private void settle(Orphan orphan, boolean nobodyWillFinish) {
        boolean salvage = nobodyWillFinish
                && orphan.header().purpose() == Purpose.MESSAGE
                && orphan.audio().length() >= SHORTEST_BYTES;
        underWay.incrementAndGet();
        data.<Boolean>write(records -> {
                    if (hasHeader(records, orphan) && !(salvage && isLongerThanItsHeader(records, orphan))) {
                        return new Written<>(true, List.of());
                    }
                    return salvage
                            ? new Written<>(true, List.of(Deposit.ofInterrupted(orphan.header(), orphan.audio())))
                            : new Written<>(false, List.of());
                })
                .whenComplete((committed, failure) -> underWay.decrementAndGet())
                .thenAccept(committed -> {
                    if (committed.result()) {
                        if (committed.position().value() > 0) {
                            LOG.log(
                                    System.Logger.Level.INFO,
                                    "A message that nobody finished was saved: "
                                            + orphan.header().id() + ", "
                                            + orphan.audio().length() / 8 + " ms.");
                        }
                        store.keep(orphan.header().id());
                    }
                });
    }

    /** The peer, which had less of it, may have made the message before we came back. */
    private static boolean isLongerThanItsHeader(Records records, Orphan orphan) {
        return records.find(EntityType.MESSAGE, orphan.header().id().value())
                .filter(row -> row.is(MessageFields.INTERRUPTED)
                        && row.getLong(MessageFields.AUDIO_LENGTH)
                                < orphan.audio().length())
                .isPresent();
    }

    private static boolean hasHeader(Records records, Orphan orphan) {
        String id = orphan.header().id().value();
        return switch (orphan.header().purpose()) {
            case MESSAGE -> records.find(EntityType.MESSAGE, id).isPresent();
            case GREETING ->
                records.find(EntityType.USER, orphan.header().mailbox())
                        .filter(user -> user.get(UserFields.GREETING).equals(id))
                        .isPresent();
        };
    }
}
