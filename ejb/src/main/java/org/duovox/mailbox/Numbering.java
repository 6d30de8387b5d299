package org.duovox.mailbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.duovox.cluster.Member;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.replication.AckGate;
import org.duovox.replication.AckGate.Receipt;
import org.duovox.replication.Position;
import org.duovox.user.UserId;

/**
 * Has messages numbered in the mailboxes where something changed, while this server is Primary. The first numbers in a mailbox
 * since it became that are held until the other server knows them, or is lost. Thread-safe.
 */
public final class Numbering {

    /** Mailboxes of a round: after a promotion all of them are looked at, and callers must not wait for that. */
    static final int MOST_AT_ONCE = 50;

    private final Member self;
    private final DataConnector data;
    private final AckGate gate;
    private final BooleanSupplier peerInContact;
    private final int gap;
    private final Set<UserId> changed = new LinkedHashSet<>();

    /** Where a number was shown since this server became Primary. */
    private final Set<UserId> sincePromotion = new HashSet<>();

    /** Where numbers are held, and since which position the other server knows them. */
    private final Map<UserId, Held> held = new HashMap<>();

    private boolean everybody = true;
    private boolean wasPrimary;
    private long promotions;

    private record Held(Position known, boolean asked) {}

    public Numbering(Member self, DataConnector data, AckGate gate, BooleanSupplier peerInContact) {
        this(self, data, gate, peerInContact, MessageNumbers.GAP);
    }

    /** @param gap left out at a promotion; for tests */
    Numbering(Member self, DataConnector data, AckGate gate, BooleanSupplier peerInContact, int gap) {
        this.self = self;
        this.data = data;
        this.gate = gate;
        this.peerInContact = peerInContact;
        this.gap = gap;
    }

    /** Records were changed, here or by the peer. */
    public synchronized void changed(RecordsChanged news) {
        if (!news.types().contains(EntityType.MESSAGE)) {
            return;
        }
        everybody |= news.manyMailboxes();
        news.mailboxes().stream()
                .filter(mailbox -> !mailbox.isEmpty())
                .forEach(mailbox -> changed.add(new UserId(mailbox)));
    }

    /** This server became Primary: the one before may have given numbers that are not known here. */
    public synchronized void promoted() {
        promotions++;
        sincePromotion.clear();
        held.clear();
        everybody = true;
    }

    /** One round: some a second, or when woken. */
    public synchronized void round(boolean primary, Supplier<Set<UserId>> mailboxes) {
        if (primary && !wasPrimary) {
            promoted(); // also when the news of it comes later
        }
        wasPrimary = primary;
        if (!primary) {
            return;
        }
        if (everybody) {
            changed.addAll(mailboxes.get());
            everybody = false;
        }
        List.copyOf(held.keySet()).forEach(this::ask);
        List<UserId> some = changed.stream()
                .filter(mailbox -> !held.containsKey(mailbox))
                .limit(MOST_AT_ONCE)
                .toList();
        some.forEach(mailbox -> {
            changed.remove(mailbox);
            if (sincePromotion.contains(mailbox)) {
                give(mailbox);
            } else {
                hold(mailbox);
            }
        });
    }

    private void give(UserId mailbox) {
        data.write(MessageNumbers.give(self, mailbox)).whenComplete((done, failure) -> {
            if (failure != null) {
                again(mailbox);
            }
        });
    }

    private synchronized void again(UserId mailbox) {
        changed.add(mailbox);
    }

    private void hold(UserId mailbox) {
        long promotion = promotions;
        held.put(mailbox, new Held(Position.NONE, true));
        data.write(MessageNumbers.hold(self, mailbox, gap)).whenComplete((done, failure) -> {
            if (failure != null) {
                ended(mailbox, promotion, false);
            } else if (done.result() > 0) {
                isHeld(mailbox, promotion, done.position());
            } else {
                forget(mailbox, promotion);
            }
        });
    }

    /** There was nothing to number. */
    private synchronized void forget(UserId mailbox, long promotion) {
        if (promotion == promotions) {
            held.remove(mailbox);
        }
    }

    private synchronized void isHeld(UserId mailbox, long promotion, Position position) {
        if (promotion == promotions) {
            held.put(mailbox, new Held(position, false));
            ask(mailbox);
        }
    }

    /** A living peer that does not acknowledge is asked for again in the next round. */
    private void ask(UserId mailbox) {
        Held waiting = held.get(mailbox);
        if (waiting == null || waiting.asked()) {
            return;
        }
        long promotion = promotions;
        held.put(mailbox, new Held(waiting.known(), true));
        gate.whenSafe(waiting.known(), Position.NONE).thenAccept(receipt -> {
            if (receipt == Receipt.SINGLE_COPY && peerInContact.getAsBoolean()) {
                askAgain(mailbox, promotion, waiting);
            } else {
                release(mailbox, promotion);
            }
        });
    }

    private synchronized void askAgain(UserId mailbox, long promotion, Held waiting) {
        if (promotion == promotions) {
            held.put(mailbox, waiting);
        }
    }

    private synchronized void release(UserId mailbox, long promotion) {
        if (promotion == promotions && wasPrimary) {
            data.write(MessageNumbers.release(self, mailbox))
                    .whenComplete((done, failure) -> ended(mailbox, promotion, failure == null));
        }
    }

    private synchronized void ended(UserId mailbox, long promotion, boolean shown) {
        if (promotion == promotions) {
            held.remove(mailbox);
            if (shown) {
                sincePromotion.add(mailbox);
            } else {
                changed.add(mailbox);
            }
        }
    }
}
