package org.duovox.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.duovox.cluster.Member;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.JournalState;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.WriteCommand;
import org.duovox.data.WriteCommand.Written;
import org.duovox.mailbox.Salvage;
import org.duovox.messagestore.MessageId;
import org.duovox.mwi.Lamp;
import org.duovox.replication.AckGate.Receipt;
import org.duovox.replication.Position;
import org.duovox.replication.Stamp;
import org.duovox.user.UserId;

/** What callers and owners did and were told, and what must be true of both servers because of it. */
final class History {

    /** Speech older than 1.5 s is on a disk (architecture.md, A call, 4), and a look more for our rounding. */
    private static final int LOOKS_IN_DANGER = 16;

    private final World world;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<Field, Register> registers = new LinkedHashMap<>();
    private boolean tailsLost;
    private boolean forgotten;

    History(World world) {
        this.world = world;
    }

    /** How much was spoken when. */
    private record Piece(int at, int spoken) {}

    /** One message as its caller knows it. */
    static final class Message {
        private final String id;
        private final UserId mailbox;
        private final byte[] speech;
        private final boolean urgent;
        private final List<Piece> pieces = new ArrayList<>();
        private final ServerProcess server;
        private int spoken;
        private int safe;
        private boolean ended;
        private boolean receipted;
        private boolean twoCopies;
        private boolean excused;

        private Message(String id, UserId mailbox, byte[] speech, boolean urgent, ServerProcess server) {
            this.id = id;
            this.mailbox = mailbox;
            this.speech = speech;
            this.urgent = urgent;
            this.server = server;
        }

        String id() {
            return id;
        }

        UserId mailbox() {
            return mailbox;
        }

        byte[] speech() {
            return speech;
        }

        boolean urgent() {
            return urgent;
        }

        int spoken() {
            return spoken;
        }

        void spoke(int count) {
            spoken += count;
            pieces.add(new Piece(server.machine().soundLooks(), spoken));
        }

        /** The caller was told that it could not be stored. */
        void refused() {
            ended = true;
        }

        private void serverEnded() {
            if (ended || receipted) {
                return;
            }
            ended = true;
            for (Piece piece : pieces) {
                if (server.machine().soundLooks() - piece.at() >= LOOKS_IN_DANGER) {
                    safe = piece.spoken();
                }
            }
        }
    }

    private record Field(EntityType type, String id, String name) {}

    /** One field of one record: which value was set over which. */
    private static final class Register {
        private final Set<Stamp> overwritten = new HashSet<>();

        /** On this server: what the other overwrites may still have to come here. */
        private final Map<Member, Set<Stamp>> overwrittenOn =
                Map.of(Member.PUBLISHER, new HashSet<>(), Member.SUBSCRIBER, new HashSet<>());

        private void overwrites(Member server, Stamp stamp) {
            overwritten.add(stamp);
            overwrittenOn.getOrDefault(server, new HashSet<>()).add(stamp);
        }

        private boolean isOverwrittenOn(Member server, Stamp stamp) {
            return overwrittenOn.getOrDefault(server, Set.of()).contains(stamp);
        }

        private void forgetOverwrittenOn(Member server) {
            overwrittenOn.getOrDefault(server, new HashSet<>()).clear();
        }

        private final Set<Stamp> said = new HashSet<>();

        /** Where each value is set once only. */
        private final Set<String> valuesGone = new HashSet<>();
    }

    Message begin(ServerProcess server, Random random) {
        byte[] speech = new byte[1000 + random.nextInt(random.nextInt(4) == 0 ? 40_000 : 9_000)];
        random.nextBytes(speech);
        Message message = new Message(
                "message-%05d".formatted(messages.size()),
                Tables.mailbox(random.nextInt(Tables.MAILBOXES)),
                speech,
                random.nextInt(4) == 0,
                server);
        messages.put(message.id, message);
        world.simulation().note(server.self() + " records " + message.id + ", " + speech.length + " bytes");
        return message;
    }

    void ended(Machine machine) {
        for (Message message : messages.values()) {
            if (message.server.machine() == machine && !message.server.isAlive()) {
                message.serverEnded();
            }
        }
    }

    /** The only copy of what only this server has may go with its disk; nothing else is excused. */
    void losesTail(Machine machine) {
        tailsLost = true;
        for (Message message : messages.values()) {
            if (message.server.machine() == machine && !message.twoCopies) {
                message.excused = true;
            }
        }
        // With a clock that is behind, it gives the stamps again that were on what it lost.
        Member server = machine.server().self();
        registers.values().forEach(register -> register.forgetOverwrittenOn(server));
    }

    /** The caller hears that the message was taken: from here on it must never be lost. */
    void receipted(ServerProcess server, Message message, Receipt receipt) {
        message.receipted = true;
        message.twoCopies = receipt == Receipt.TWO_COPIES;
        world.simulation().note(server.self() + " gives a receipt for " + message.id + ": " + receipt);
        if (!forgotten) {
            requireHere(server.machine(), message);
        }
        if (receipt == Receipt.TWO_COPIES && !tailsLost && !forgotten) { // else it comes again
            requireHere(world.machine(server.self().peer()), message);
        }
    }

    /** A disk forgot something, which will be found and mended. */
    void forgets() {
        forgotten = true;
    }

    private void requireHere(Machine machine, Message message) {
        boolean header = machine.database().peek(EntityType.MESSAGE, message.id).isPresent();
        boolean audio = machine.process()
                .map(process -> process.store().audio(new MessageId(message.id)).length == message.speech.length)
                .orElse(true);
        if (!header || !audio) {
            world.simulation()
                    .fail("a receipt for " + message.id + " although the "
                            + machine.server().self().word() + " has "
                            + (header ? "not all its audio" : "no header of it"));
        }
    }

    /** Somebody wants a change, and is told when it is done. */
    void changing(ServerProcess server, WriteCommand<Boolean> command) {
        List<Runnable> notes = new ArrayList<>();
        WriteCommand<Boolean> watched = records -> {
            Written<Boolean> written = command.decide(records);
            notes.clear();
            for (Change change : written.changes()) {
                Optional<Row> before = records.find(change.type(), change.id());
                before.ifPresent(row ->
                        change.fields().keySet().forEach(field -> replaces(server.self(), notes, change, field, row)));
                notes.add(() -> said(server, change));
            }
            return written;
        };
        server.data().write(watched).whenComplete((done, failure) -> {
            if (server.isAlive() && failure == null) {
                notes.forEach(Runnable::run);
            }
        });
    }

    private void replaces(Member server, List<Runnable> notes, Change change, String field, Row before) {
        Optional.ofNullable(before.stamps().get(field))
                .ifPresent(stamp -> notes.add(() -> register(change, field).overwrites(server, stamp)));
        if (change.type() == EntityType.USER) {
            notes.add(() -> register(change, field).valuesGone.add(before.get(field)));
        }
    }

    private Register register(Change change, String field) {
        return registers.computeIfAbsent(new Field(change.type(), change.id(), field), any -> new Register());
    }

    /** The change was acknowledged; it shows on this server, unless somebody set something else since. */
    private void said(ServerProcess server, Change change) {
        world.simulation().note(server.self() + " changed " + change.id() + ": " + change.fields());
        Optional<Row> row = server.machine().database().peek(change.type(), change.id());
        if (row.isEmpty()) {
            world.simulation().fail("what was changed is not there: " + change.id());
            return;
        }
        change.fields().forEach((field, value) -> {
            Stamp stamp = row.get().stamps().get(field);
            Register register = register(change, field);
            if (stamp == null || register.isOverwrittenOn(server.self(), stamp)) {
                world.simulation()
                        .fail(server.self() + " did not carry out what it said: " + change.id() + " " + field);
            } else if (row.get().get(field).equals(value)) {
                register.said.add(stamp);
            }
        });
    }

    /** What is not yet, or not at all, as it must be. */
    Optional<String> problem() {
        Machine publisher = world.machine(Member.PUBLISHER);
        Machine subscriber = world.machine(Member.SUBSCRIBER);
        if (publisher.process().isEmpty() || subscriber.process().isEmpty()) {
            return Optional.of("a server does not run");
        }
        return journals(publisher, subscriber)
                .or(() -> records(publisher, subscriber))
                .or(() -> messages.values().stream()
                        .flatMap(message -> lost(message, publisher).or(() -> lost(message, subscriber)).stream())
                        .findFirst())
                .or(() -> flags(publisher))
                .or(() -> lamps(publisher));
    }

    private static Optional<String> journals(Machine publisher, Machine subscriber) {
        for (Machine one : List.of(publisher, subscriber)) {
            Machine other = one == publisher ? subscriber : publisher;
            JournalState state = one.database().peekState();
            Position applied = other.database().peekState().applied();
            if (!applied.equals(state.last())) {
                return Optional.of(
                        "the " + other.server().self().word() + " has applied " + applied + " of " + state.last());
            }
            if (one.database().parkedEntries() > 0) {
                return Optional.of(one.database().parkedEntries() + " entries are set aside");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> records(Machine publisher, Machine subscriber) {
        for (EntityType type : EntityType.values()) {
            Map<String, Row> here = publisher.database().peek(type);
            Map<String, Row> there = subscriber.database().peek(type);
            if (!here.equals(there)) {
                Set<String> ids = new HashSet<>(here.keySet());
                ids.addAll(there.keySet());
                return ids.stream()
                        .filter(id -> !Optional.ofNullable(here.get(id)).equals(Optional.ofNullable(there.get(id))))
                        .sorted()
                        .findFirst()
                        .map(id -> "the servers differ in " + type + " " + id + ": " + here.get(id) + " and "
                                + there.get(id));
            }
        }
        return Optional.empty();
    }

    private Optional<String> lost(Message message, Machine machine) {
        String where = " on the " + machine.server().self().word();
        Optional<Row> row = machine.database().peek(EntityType.MESSAGE, message.id);
        byte[] audio = machine.process()
                .map(process -> process.store().audio(new MessageId(message.id)))
                .orElse(new byte[0]);
        if (row.isEmpty()) {
            boolean owed = !message.excused && (message.receipted || message.safe >= Salvage.SHORTEST_BYTES);
            return owed ? Optional.of(message.id + " is lost" + where) : Optional.empty();
        }
        long length = row.get().getLong(MessageFields.AUDIO_LENGTH);
        if (audio.length < length && !message.excused) {
            return Optional.of(message.id + " has " + audio.length + " of " + length + " bytes" + where);
        }
        if (!Arrays.equals(audio, Arrays.copyOf(message.speech, audio.length))) {
            return Optional.of(message.id + " has other audio than was spoken" + where);
        }
        if (message.excused) {
            return Optional.empty();
        }
        if (length < message.safe || (message.receipted && length != message.speech.length)) {
            return Optional.of(message.id + " is too short" + where + ": " + length + " bytes, " + message.safe
                    + " were safe, " + message.speech.length + " spoken");
        }
        if (message.receipted && row.get().is(MessageFields.INTERRUPTED)) {
            return Optional.of(message.id + " counts as interrupted although its caller got the receipt" + where);
        }
        return row.get().is(MessageFields.SINGLE_COPY)
                ? Optional.of(message.id + " is still marked as a single copy" + where)
                : Optional.empty();
    }

    /** What somebody set having seen the earlier value never gives way to it again. */
    private Optional<String> flags(Machine machine) {
        if (tailsLost) {
            return Optional.empty();
        }
        for (Map.Entry<Field, Register> each : registers.entrySet()) {
            Field field = each.getKey();
            Register register = each.getValue();
            Optional<Stamp> stamp = machine.database()
                    .peek(field.type(), field.id())
                    .map(row -> row.stamps().get(field.name()));
            String value = machine.database()
                    .peek(field.type(), field.id())
                    .map(row -> row.get(field.name()))
                    .orElse("");
            if (register.valuesGone.contains(value)) {
                return Optional.of("a value that was replaced is back in " + field);
            }
            if (!register.said.isEmpty()
                    && stamp.map(register.overwritten::contains).orElse(true)) {
                return Optional.of("an earlier value is back in " + field);
            }
        }
        return Optional.empty();
    }

    private Optional<String> lamps(Machine machine) {
        if (tailsLost) {
            return Optional.empty();
        }
        for (int i = 0; i < Tables.MAILBOXES; i++) {
            UserId mailbox = Tables.mailbox(i);
            Lamp wanted = new Lamp(Tables.counts(machine.database(), mailbox));
            Lamp shown = world.phones().lamp(Tables.extension(mailbox));
            if (!shown.equals(wanted)) {
                return Optional.of(
                        "the lamp of " + mailbox + " shows " + shown.text() + " instead of " + wanted.text());
            }
        }
        return Optional.empty();
    }
}
