package org.duovox.mailbox;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.duovox.cluster.Member;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.user.UserId;

/** Has messages numbered in the mailboxes where something changed, while this server is Primary. Thread-safe. */
public final class Numbering {

    /** Mailboxes of a round: after a promotion all of them are looked at, and callers must not wait for that. */
    static final int MOST_AT_ONCE = 50;

    private final Member self;
    private final DataConnector data;
    private final Set<UserId> changed = new LinkedHashSet<>();
    /** Where a number was given since. */
    private final Set<UserId> sincePromotion = new HashSet<>();

    private final int gap;
    private boolean everybody = true;
    private boolean wasPrimary;
    private long promotions;

    public Numbering(Member self, DataConnector data) {
        this(self, data, MessageNumbers.GAP);
    }

    /** @param gap left out at a promotion; for tests */
    Numbering(Member self, DataConnector data, int gap) {
        this.self = self;
        this.data = data;
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
        Iterator<UserId> each = changed.iterator();
        for (int i = 0; i < MOST_AT_ONCE && each.hasNext(); i++) {
            UserId mailbox = each.next();
            each.remove();
            boolean first = !sincePromotion.contains(mailbox);
            long promotion = promotions;
            data.write(MessageNumbers.give(self, mailbox, first ? gap : 0)).whenComplete((done, failure) -> {
                if (failure != null) {
                    again(mailbox);
                } else if (done.result() > 0) {
                    given(mailbox, promotion);
                }
            });
        }
    }

    private synchronized void again(UserId mailbox) {
        changed.add(mailbox);
    }

    private synchronized void given(UserId mailbox, long promotion) {
        if (promotion == promotions) {
            sincePromotion.add(mailbox);
        }
    }
}
