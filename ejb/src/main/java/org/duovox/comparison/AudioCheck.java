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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.Transactions;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore;
import org.duovox.messagestore.MessageStore.StoredAudio;
import org.duovox.replication.Position;
import org.duovox.sip.Codec;

/**
 * Reads the audio of all messages on this server, one after the other, and compares it with the digests in their headers. What is
 * missing or damaged comes from the peer. Owns no thread; {@link #turn} for one thread.
 */
public final class AudioCheck {

    private static final System.Logger LOG = System.getLogger(AudioCheck.class.getName());

    /** Read in a turn: a spinning disk does that beside its calls. */
    private static final long BYTES_A_TURN = 4 << 20;

    private static final int PAGE = 100;

    /** What is on its way may have come by the next turn, and a question that failed may be answered; else the next round will see. */
    private static final int ATTEMPTS = 3;

    /** Nobody speaks for longer than two hours. */
    private static final long LONGEST = 64L << 20;

    private final Transactions database;
    private final MessageStore store;
    private final Function<byte[], CompletionStage<byte[]>> peer;
    private final Supplier<Position> applied;
    private final Consumer<DamagedAudio> found;
    private final Runnable ready;
    private final Deque<Item> page = new ArrayDeque<>();
    private String after = "";
    private boolean ended;
    private long checked;
    private volatile boolean fetching;
    private volatile Optional<Fetched> fetched = Optional.empty();
    private volatile Optional<Item> undone = Optional.empty();

    private record Item(Row message, int attempt) {}

    /** What the peer has of it; put in place on the thread of the turns. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Fetched(Wrong wrong, byte[] samples) {
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
    private record Wrong(Item item, StoredAudio wanted, String what, boolean lacks) {}

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
        after = "";
        ended = false;
        checked = 0;
    }

    /** Messages that were looked at since it began. */
    public long checked() {
        return checked;
    }

    /** Reads some; nothing while audio is fetched from the peer. False when all has been read, until it begins anew. */
    public boolean turn() {
        fetched.ifPresent(this::restore);
        undone.filter(item -> item.attempt() < ATTEMPTS)
                .ifPresent(item -> page.addLast(new Item(item.message(), item.attempt() + 1)));
        undone = Optional.empty();
        long read = 0;
        while (!fetching && read < BYTES_A_TURN) {
            if (page.isEmpty() && !turnPage()) {
                return undone.isPresent();
            }
            read += check(page.removeFirst());
        }
        return true;
    }

    private boolean turnPage() {
        if (ended) {
            return false;
        }
        List<Row> rows = database.inOne(records -> records.rows(EntityType.MESSAGE, after, PAGE));
        ended = rows.size() < PAGE;
        if (rows.isEmpty()) {
            return false;
        }
        after = rows.getLast().id();
        rows.forEach(row -> page.add(new Item(row, 1)));
        return true;
    }

    /** Returns how many bytes were read. */
    private long check(Item item) {
        Row message = item.message();
        checked += item.attempt() == 1 ? 1 : 0;
        long length = message.getLong(MessageFields.AUDIO_LENGTH);
        String digest = message.get(MessageFields.AUDIO_DIGEST);
        if (message.is(MessageFields.PURGED) || length <= 0 || length > LONGEST || digest.isEmpty()) {
            return 1;
        }
        MessageId id = new MessageId(message.id());
        Optional<StoredAudio> here = store.examine(id);
        boolean good = here.map(
                        audio -> audio.length() > length || audio.digest().equals(digest))
                .orElse(false);
        if (!good) {
            String what = here.map(audio -> audio.length() < length
                            ? audio.length() + " of " + length + " bytes are here"
                            : "it is not what was recorded")
                    .orElse("it is missing");
            boolean lacks = here.map(audio -> audio.length() < length).orElse(true);
            StoredAudio wanted = new StoredAudio(id, Codec.valueOf(message.get(MessageFields.CODEC)), length, digest);
            fetching = true;
            fetch(new Wrong(item, wanted, what, lacks), new ByteArrayOutputStream());
        }
        return length;
    }

    private void fetch(Wrong wrong, ByteArrayOutputStream so) {
        byte[] question = new AudioCopies.Wanted(wrong.wanted().id(), so.size()).encode();
        peer.apply(question).whenComplete((answer, failure) -> {
            boolean waits = false;
            try {
                waits = failure == null && take(wrong, so, AudioCopies.Part.decode(answer));
            } finally {
                undone = waits ? Optional.empty() : Optional.of(wrong.item());
                fetching = waits;
            }
            if (waits && fetched.isEmpty()) {
                fetch(wrong, so);
            }
        });
    }

    /** Whether there is more to fetch, or all of it waits for the next turn. */
    private boolean take(Wrong wrong, ByteArrayOutputStream so, AudioCopies.Part part) {
        so.writeBytes(part.samples());
        if (part.samples().length > 0 && so.size() < wrong.wanted().length()) {
            return true;
        }
        Fetched all = new Fetched(wrong, so.toByteArray());
        if (!applied.get().covers(part.written()) && (wrong.lacks() || !all.isGood())) {
            return false;
        }
        fetched = Optional.of(all);
        ready.run();
        return true;
    }

    private void restore(Fetched audio) {
        fetched = Optional.empty();
        fetching = false;
        StoredAudio wanted = audio.wrong().wanted();
        boolean here = store.examine(wanted.id())
                .map(now -> now.length() >= wanted.length() && now.digest().equals(wanted.digest()))
                .orElse(false);
        if (here) {
            return; // it was on its way
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

    private void tell(Fetched audio, DamagedAudio.Outcome outcome) {
        found.accept(new DamagedAudio(audio.wrong().wanted().id(), audio.wrong().what(), outcome));
    }
}
