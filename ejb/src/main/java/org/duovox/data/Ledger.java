package org.duovox.data;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duovox.cluster.Member;
import org.duovox.replication.Entry;
import org.duovox.replication.Lane;
import org.duovox.replication.MalformedEntryException;
import org.duovox.replication.Position;
import org.duovox.replication.Stamp;

/** What one transaction of the committer does to records and journal. */
final class Ledger {

    /** To give back more than was lost does no harm; numbers may have been used twice. */
    private static final int GIVEN_BACK_MORE = 64;

    private static final System.Logger LOG = System.getLogger(Ledger.class.getName());

    private final RecordStore store;
    private final Member self;
    private final HybridClock clock;
    private final CommitterRules rules;
    private final NumberedMailboxes mailboxesNumbered;
    private final List<Entry> written = new ArrayList<>();
    private final Set<EntityType> changed = EnumSet.noneOf(EntityType.class);
    private final Set<String> mailboxes = new HashSet<>();
    private final boolean heard;
    private final List<MergedChange> merged = new ArrayList<>();
    private JournalState state;
    private long peerAheadMillis;

    Ledger(RecordStore store, Member self, HybridClock clock, CommitterRules rules) {
        this(store, self, clock, rules, new NumberedMailboxes(), false);
    }

    /** @param heard whether somebody wants to hear of the peer's changes */
    Ledger(
            RecordStore store,
            Member self,
            HybridClock clock,
            CommitterRules rules,
            NumberedMailboxes mailboxesNumbered,
            boolean heard) {
        this.store = store;
        this.mailboxesNumbered = mailboxesNumbered;
        this.heard = heard;
        this.self = self;
        this.clock = clock;
        this.rules = rules;
        state = store.state();
    }

    /** Runs a command and writes its changes and their journal entries. */
    <R> DataConnector.Committed<R> carryOut(WriteCommand<R> command) {
        WriteCommand.Written<R> decided = command.decide(new KnownRecords(store, mailboxesNumbered));
        Position last = Position.NONE;
        for (Change change : decided.changes()) {
            last = write(change);
        }
        return new DataConnector.Committed<>(decided.result(), last);
    }

    /** Changes where the clock stands, and nothing else. */
    boolean touch() {
        clock.next();
        return true;
    }

    private Position write(Change change) {
        Stamp stamp = clock.next();
        merge(change, stamp, true);
        append(ChangeCodec.encode(change, stamp));
        return state.last();
    }

    /** Numbers go on over epochs, so that two of them tell how many entries lie between, whatever the epochs. */
    private void append(byte[] body) {
        Position position =
                Position.of(state.epoch(), Math.addExact(state.last().number(), 1));
        Entry entry = new Entry(self, Lane.RECORDS, position, state.last(), body);
        store.append(entry);
        written.add(entry);
        state = state.withLast(position);
    }

    private MergedChange merge(Change change, Stamp stamp, boolean here) {
        Optional<Row> before = store.find(change.type(), change.id());
        Row after = rules.merging().apply(before, change, stamp);
        store.save(after);
        changed.add(change.type());
        if (change.type() == EntityType.MESSAGE) {
            mailboxes.add(after.get(MessageFields.MAILBOX));
            mailboxesNumbered.changed(before, change, after, here);
        }
        return new MergedChange(before, change, stamp, after);
    }

    /** Takes the peer's entries as {@link org.duovox.replication.LaneStore#apply} promises; an unreadable one is set aside. */
    Position take(List<Entry> entries) {
        for (Entry entry : entries) {
            if (state.applied().covers(entry.position())) {
                continue; // here already
            }
            if (!state.applied().covers(entry.previous())) {
                break; // one is missing before it
            }
            giveBack(entry);
            try {
                merge(entry);
            } catch (MalformedEntryException e) {
                setAside(entry, e);
            }
            state = state.withApplied(entry.position());
        }
        return state.applied();
    }

    /**
     * An entry whose predecessor is not the last one that we have: the peer lost what it had written between. It gets that back
     * in entries of ours, for our journal brings it over whatever happens meanwhile; what it was, its stamps tell: they are the
     * newest ones of the peer's that are in our records.
     */
    private void giveBack(Entry entry) {
        Position had = state.applied();
        boolean all = entry.previous().equals(Position.NONE); // such a server copies everything
        if (!rules.findsForks() || all || had.equals(entry.previous()) || had.equals(Position.NONE)) {
            return;
        }
        long lost = had.number() - entry.previous().number() + GIVEN_BACK_MORE;
        List<ChangeCodec.Stamped> newest = new LostChanges(store, entry.origin(), lost).find();
        LOG.log(
                Level.WARNING,
                "The {0} lost what it wrote between {1} and {2}; it gets {3} changes back",
                entry.origin(),
                entry.previous(),
                had,
                newest.size());
        newest.forEach(change -> append(ChangeCodec.encode(change.change(), change.stamp())));
    }

    /** Records as they are, once more in our journal. */
    Position writeAgain(EntityType type, List<String> ids) {
        ids.forEach(id -> store.find(type, id)
                .ifPresent(row -> ChangeCodec.changes(row)
                        .forEach(change -> append(ChangeCodec.encode(change.change(), change.stamp())))));
        return state.last();
    }

    /** Brings in some of the peer's records. */
    Integer mergeCopy(List<Row> rows) {
        for (Row row : rows) {
            for (ChangeCodec.Stamped change : ChangeCodec.changes(row)) {
                merge(change.change(), change.stamp(), false);
                peerAheadMillis = Math.max(peerAheadMillis, clock.observe(change.stamp()));
            }
        }
        return rows.size();
    }

    /** All that the peer had written up to a position is here. */
    Position copied(Position start) {
        if (!state.applied().covers(start)) {
            state = state.withApplied(start);
        }
        return state.applied();
    }

    /** We lost entries that the peer has: the peer sees it from any entry of ours. */
    void tellOfLoss(Position upTo) {
        write(new Change(EntityType.SETTING, "lost." + self.name(), Map.of(SettingFields.VALUE, upTo.toString())));
    }

    /** Sets the entry aside without trying it, for the database refused it. */
    Position park(Entry entry, RuntimeException why) {
        if (!state.applied().covers(entry.position()) && state.applied().covers(entry.previous())) {
            setAside(entry, why);
            state = state.withApplied(entry.position());
        }
        return state.applied();
    }

    /** Tries again what was set aside, perhaps by an older version of this server. */
    void unpark(int max) {
        for (Entry entry : store.parked(max)) {
            try {
                merge(entry);
                store.unpark(entry);
            } catch (MalformedEntryException e) {
                LOG.log(
                        Level.WARNING,
                        "Entry {0} of the {1} stays set aside: {2}",
                        entry.position(),
                        entry.origin(),
                        e.getMessage());
            }
        }
    }

    /** Brings in a change of unknown place in the peer's journal; merging makes that harmless. */
    void merge(Entry entry) {
        ChangeCodec.Stamped stamped = ChangeCodec.decode(entry.body());
        try {
            MergedChange change = merge(stamped.change(), stamped.stamp(), false);
            if (heard && stamped.stamp().origin() != self) {
                merged.add(change);
            }
        } catch (NumberFormatException e) {
            throw new MalformedEntryException("a number is none", e);
        }
        peerAheadMillis = Math.max(peerAheadMillis, clock.observe(stamped.stamp()));
    }

    private void setAside(Entry entry, RuntimeException why) {
        LOG.log(
                Level.WARNING,
                "Entry {0} of the {1} is set aside: {2}",
                entry.position(),
                entry.origin(),
                why.getMessage());
        store.park(entry, String.valueOf(why.getMessage()));
    }

    /** Goes on in a greater epoch, and writes again in it what was written since the given position. */
    void renumber(int epoch, Position from) {
        List<Entry> again = new ArrayList<>();
        Position after = from;
        for (List<Entry> some = store.journal(after, 1 << 20); !some.isEmpty(); some = store.journal(after, 1 << 20)) {
            again.addAll(some);
            after = some.getLast().position();
        }
        state = state.inEpoch(epoch);
        again.forEach(entry -> append(entry.body()));
    }

    void acknowledged(Position position) {
        state = new JournalState(state.epoch(), state.last(), state.clock(), state.applied(), position);
    }

    /** Writes where the journal stands: the last thing in every transaction. */
    Ledger close() {
        state = new JournalState(state.epoch(), state.last(), clock.mark(), state.applied(), state.acknowledged());
        store.save(state);
        return this;
    }

    JournalState state() {
        return state;
    }

    List<Entry> written() {
        return written;
    }

    List<MergedChange> merged() {
        return merged;
    }

    RecordsChanged changed() {
        return new RecordsChanged(changed, mailboxes, false);
    }

    long peerAheadMillis() {
        return peerAheadMillis;
    }
}
