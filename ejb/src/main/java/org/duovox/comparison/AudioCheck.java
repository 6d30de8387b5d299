package org.duovox.comparison;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.duovox.data.EntityType;
import org.duovox.data.Row;
import org.duovox.data.Transactions;
import org.duovox.messagestore.MessageStore;
import org.duovox.messagestore.MessageStore.StoredAudio;
import org.duovox.replication.Position;
import org.jspecify.annotations.Nullable;

/**
 * Reads the audio of all messages and greetings on this server, one after the other, and compares it with the digests in their records. What is
 * missing or damaged comes from the peer. Owns no thread; {@link #turn} for one thread.
 */
public final class AudioCheck {

    private static final System.Logger LOG = System.getLogger(AudioCheck.class.getName());

    /** Read in a turn: a spinning disk does that beside its calls. */
    private static final long BYTES_A_TURN = 4 << 20;

    private static final int PAGE = 100;

    /** What is on its way may have come by the next turn, and a question that failed may be answered; else the next round will see. */
    private static final int ATTEMPTS = 3;

    /** A page of records is as much work as reading this. */
    private static final long PAGE_BYTES = 64 << 10;

    private static final List<EntityType> TYPES = List.of(EntityType.MESSAGE, EntityType.USER);

    private final Transactions database;
    private final MessageStore store;
    private final Function<byte[], CompletionStage<byte[]>> peer;
    private final Supplier<Position> applied;
    private final Consumer<DamagedAudio> found;
    private final Runnable ready;
    private final Deque<Item> page = new ArrayDeque<>();
    private int type;
    private String after = "";
    private long checked;
    private boolean fetching;

    /** From the thread that brings the peer's answers to that of the turns. */
    private final AtomicReference<@Nullable Outcome> came = new AtomicReference<>();

    private record Item(RecordedAudio of, int attempt) {}

    /** What became of a question to the peer. */
    private sealed interface Outcome {}

    private record Undone(Item item) implements Outcome {}

    /** What the peer has of it; put in place on the thread of the turns. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Fetched(Wrong wrong, byte[] samples) implements Outcome {
        boolean isGood() {
            StoredAudio wanted = wrong.wanted();
            return samples.length == wanted.length()
                    && HexFormat.of()
                            .formatHex(RecordDigest.sha256().digest(samples))
                            .equals(wanted.digest());
        }
    }

    /**
     * Audio that is not as it should be.
     *
     * @param lacks whether some of it, or all, is not here: it may be on its way
     */
    private record Wrong(Item item, String what, boolean lacks) {
        StoredAudio wanted() {
            return item.of().audio();
        }
    }

    /**
     * @param peer asks the peer for audio, as {@link AudioCopies} says
     * @param applied the last entry of the peer's audio lane that is here
     * @param found told of each damage; must not block
     * @param ready asks for a turn soon, on any thread
     */
    public AudioCheck(
            Transactions database,
            MessageStore store,
            Function<byte[], CompletionStage<byte[]>> peer,
            Supplier<Position> applied,
            Consumer<DamagedAudio> found,
            Runnable ready) {
        this.database = database;
        this.store = store;
        this.peer = peer;
        this.applied = applied;
        this.found = found;
        this.ready = ready;
    }

    /** Begins with the first message. */
    public void begin() {
        page.clear();
        type = 0;
        after = "";
        checked = 0;
    }

    /** Messages and greetings that were looked at since it began. */
    public long checked() {
        return checked;
    }

    /** Reads some; nothing while audio is fetched from the peer. False when all has been read, until it begins anew. */
    public boolean turn() {
        Outcome outcome = came.getAndSet(null);
        if (outcome != null) {
            fetching = false;
            switch (outcome) {
                case Undone(Item item) -> later(item);
                case Fetched audio -> restore(audio);
            }
        }
        long read = 0;
        while (!fetching && read < BYTES_A_TURN) {
            if (!page.isEmpty()) {
                read += check(page.removeFirst());
            } else if (turnPage()) {
                read += PAGE_BYTES;
            } else {
                return false;
            }
        }
        return true;
    }

    private void later(Item item) {
        if (item.attempt() < ATTEMPTS) {
            page.addLast(new Item(item.of(), item.attempt() + 1));
        }
    }

    /** False when there is none. */
    private boolean turnPage() {
        if (type >= TYPES.size()) {
            return false;
        }
        EntityType of = TYPES.get(type);
        List<Row> rows = database.inOne(records -> records.rows(of, after, PAGE));
        rows.stream()
                .flatMap(row -> RecordedAudio.of(row).stream())
                .map(audio -> new Item(audio, 1))
                .forEach(page::add);
        after = rows.size() < PAGE ? "" : rows.getLast().id();
        type += rows.size() < PAGE ? 1 : 0;
        return true;
    }

    /** Returns how many bytes were read. */
    private long check(Item item) {
        checked += item.attempt() == 1 ? 1 : 0;
        StoredAudio wanted = item.of().audio();
        long length = wanted.length();
        Optional<StoredAudio> here = store.examine(wanted.id());
        boolean good = here.map(
                        audio -> audio.length() > length || audio.digest().equals(wanted.digest()))
                .orElse(false);
        if (!good) {
            String what = here.map(audio -> audio.length() < length
                            ? audio.length() + " of " + length + " bytes are here"
                            : "it is not what was recorded")
                    .orElse("it is missing");
            boolean lacks = here.map(audio -> audio.length() < length).orElse(true);
            fetching = true;
            fetch(new Wrong(item, what, lacks), new ByteArrayOutputStream());
        }
        return length;
    }

    private void fetch(Wrong wrong, ByteArrayOutputStream so) {
        byte[] question = new AudioCopies.Wanted(wrong.wanted().id(), so.size()).encode();
        peer.apply(question).whenComplete((answer, failure) -> {
            Optional<Outcome> outcome = Optional.of(new Undone(wrong.item()));
            try {
                if (failure == null) {
                    outcome = take(wrong, so, AudioCopies.Part.decode(answer));
                }
            } finally {
                outcome.ifPresent(came::set);
            }
            if (outcome.isEmpty()) {
                fetch(wrong, so);
            } else if (outcome.get() instanceof Fetched) {
                ready.run();
            }
        });
    }

    /** Nothing when there is more to fetch. */
    private Optional<Outcome> take(Wrong wrong, ByteArrayOutputStream so, AudioCopies.Part part) {
        so.writeBytes(part.samples());
        if (part.samples().length > 0 && so.size() < wrong.wanted().length()) {
            return Optional.empty();
        }
        Fetched all = new Fetched(wrong, so.toByteArray());
        boolean mayCome = !applied.get().covers(part.written()) && (wrong.lacks() || !all.isGood());
        return Optional.of(mayCome ? new Undone(wrong.item()) : all);
    }

    private void restore(Fetched audio) {
        RecordedAudio of = audio.wrong().item().of();
        StoredAudio wanted = of.audio();
        boolean here = store.examine(wanted.id())
                .map(now -> now.length() >= wanted.length() && now.digest().equals(wanted.digest()))
                .orElse(false);
        if (here || !isWantedStill(of)) {
            return; // it was on its way, or nobody wants it any more
        }
        if (!audio.isGood()) {
            tell(audio, DamagedAudio.Outcome.NO_GOOD_COPY);
            return;
        }
        try {
            if (store.restore(wanted, audio.samples())) {
                tell(audio, DamagedAudio.Outcome.MENDED);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The audio of " + wanted.id() + " cannot be mended: " + e);
            tell(audio, DamagedAudio.Outcome.NOT_WRITTEN);
        }
    }

    private boolean isWantedStill(RecordedAudio of) {
        return database.inOne(records -> records.find(of.type(), of.record()))
                .flatMap(RecordedAudio::of)
                .filter(of::equals)
                .isPresent();
    }

    private void tell(Fetched audio, DamagedAudio.Outcome outcome) {
        found.accept(new DamagedAudio(
                audio.wrong().item().of().whose(), audio.wrong().what(), outcome));
    }
}
