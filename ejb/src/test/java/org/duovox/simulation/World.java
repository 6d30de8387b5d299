package org.duovox.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.duovox.cluster.Duty;
import org.duovox.cluster.Lodger;
import org.duovox.cluster.Member;
import org.duovox.cluster.Scenario;
import org.duovox.cluster.SimulatedServer;
import org.duovox.cluster.Simulation;
import org.duovox.data.EntityType;
import org.duovox.data.JournalState;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.replication.Lane;
import org.duovox.replication.SteppedReplication;
import org.jspecify.annotations.Nullable;

/** Two servers with all their data, a phone system, callers and owners, in one schedule of faults. */
final class World implements Scenario {

    private static final long SECOND = Simulation.SECOND;

    /** After the last fault everything is settled by then (high-availability.md 5, I2). */
    private static final long PATIENCE = 75 * SECOND;

    /** Whether all is well is a long question. */
    private static final long ASK_AGAIN = SECOND / 2;

    /** After healing: the last call has ended, and what it left has been dealt with. */
    private static final long QUIET = 10 * SECOND;

    private final Flaw flaw;
    private final Map<Member, Machine> machines = new EnumMap<>(Member.class);
    private @Nullable Simulation simulation;
    private @Nullable Wire wire;
    private @Nullable Caches caches;
    private @Nullable Phones phones;
    private @Nullable History history;
    private @Nullable MailClients mailClients;
    private boolean healed;
    private boolean settled;
    private long askedAt;
    private int doubts;
    private long quietFrom = Long.MAX_VALUE;
    private Aim aim = Aim.NOTHING;

    private World(Flaw flaw) {
        this.flaw = flaw;
    }

    /** What went wrong in this schedule, with its story. */
    static Optional<String> run(long seed, Flaw flaw) {
        return Simulation.run(seed, new World(flaw));
    }

    /** The first failures among some schedules. */
    static List<String> failures(long first, int schedules, int most, Flaw flaw) {
        List<String> failures = new ArrayList<>();
        for (long seed = first; seed < first + schedules && failures.size() < most; seed++) {
            run(seed, flaw).ifPresent(failures::add);
        }
        return failures;
    }

    private static <T> T there(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not begun");
        }
        return part;
    }

    @Override
    public void begin(Simulation begun) {
        simulation = begun;
        wire = new Wire(this);
        caches = new Caches(this);
        phones = new Phones(this);
        history = new History(this);
        mailClients = new MailClients(this);
    }

    @Override
    public Lodger lodger(SimulatedServer server) {
        Machine machine = new Machine(this, server);
        machines.put(server.self(), machine);
        return machine;
    }

    @Override
    public void plan(long window) {
        Random random = simulation().random();
        Callers callers = new Callers(this);
        for (int i = 3 + random.nextInt(14); i > 0; i--) {
            in(random.nextLong(window), callers::call);
        }
        Owners owners = new Owners(this);
        for (int i = 5 + random.nextInt(30); i > 0; i--) {
            in(2 * SECOND + random.nextLong(window), owners::act);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            in(random.nextLong(window), () -> setAClock(random));
        }
        if (random.nextInt(4) == 0) {
            in(random.nextLong(window), caches()::neverMerge);
        }
        if (random.nextInt(2) == 0) {
            in(random.nextLong(window - 6 * SECOND), () -> aim = random.nextBoolean() ? Aim.COMMIT : Aim.NUMBER);
            in(window - SECOND, () -> aim = Aim.NOTHING);
        }
        switch (random.nextInt(10)) {
            case 0, 1 -> in(5 * SECOND + random.nextLong(window - 7 * SECOND), () -> loseATail(random));
            case 2 -> in(5 * SECOND + random.nextLong(window - 7 * SECOND), () -> replaceADisk(random));
            default -> {}
        }
    }

    /** The moment at which a server dies next: before it can send what it has just committed, perhaps shown. */
    private enum Aim {
        NOTHING,
        COMMIT,
        NUMBER
    }

    /** Changed records are on the machine's disk. */
    void committed(Machine machine) {
        if (machines.size() < Member.values().length || machine.process().isEmpty()) {
            return;
        }
        boolean number = there(mailClients).look();
        if (aim == Aim.COMMIT || (aim == Aim.NUMBER && number)) {
            simulation().note("FAULT " + machine.server().self() + " dies right after a commit: " + aim);
            aim = Aim.NOTHING;
            long away = simulation().random().nextLong(10 * SECOND);
            in(0, () -> machine.server().die(away));
        }
    }

    /** The disk of one database had not written what it said it had. */
    private void loseATail(Random random) {
        Machine machine = machine(random.nextBoolean() ? Member.PUBLISHER : Member.SUBSCRIBER);
        if (machine.process().isPresent()) {
            simulation().note("FAULT " + machine.server().self() + " loses power and its last commits");
            machine.lie();
            history().losesTail(machine);
            there(mailClients).tailLost();
            machine.server().cutPower(random.nextLong(5 * SECOND));
        }
    }

    /** A disk forgets one record, or a part of it, without a word. */
    private void rot(Random random) {
        Machine machine = machine(random.nextBoolean() ? Member.PUBLISHER : Member.SUBSCRIBER);
        EntityType type = random.nextBoolean() ? EntityType.MESSAGE : EntityType.USER;
        List<Row> rows = List.copyOf(machine.database().peek(type).values());
        if (!rows.isEmpty()) {
            Row row = rows.get(random.nextInt(rows.size()));
            List<String> fields = row.stamps().keySet().stream().sorted().toList();
            Set<String> some = random.nextBoolean() ? Set.of() : Set.of(fields.get(random.nextInt(fields.size())));
            simulation().note("FAULT " + machine.server().self() + " forgets " + row.id() + " " + some);
            history().forgets();
            if (Stream.of(Member.values()).map(MessageFields::number).anyMatch(some::contains)) {
                there(mailClients).tailLost();
            }
            machine.database().rot(type, row.id(), some);
        }
    }

    /** The disk of one server is lost with all that was on it. */
    private void replaceADisk(Random random) {
        Machine machine = machine(random.nextBoolean() ? Member.PUBLISHER : Member.SUBSCRIBER);
        if (machine.process().isPresent()) {
            simulation().note("FAULT " + machine.server().self() + " loses power and its disk");
            history().losesTail(machine);
            there(mailClients).tailLost();
            machine.server().cutPower(random.nextLong(5 * SECOND));
            machine.replaceDisk();
        }
    }

    /** Up to five minutes wrong, or right again. */
    private void setAClock(Random random) {
        Machine machine = machine(random.nextBoolean() ? Member.PUBLISHER : Member.SUBSCRIBER);
        long error = random.nextInt(3) == 0 ? 0 : random.nextLong(600_000) - 300_000;
        simulation().note("FAULT " + machine.server().self() + "'s clock is " + error + " ms wrong");
        machine.setClock(error);
    }

    @Override
    public void healed() {
        healed = true;
        Callers callers = new Callers(this);
        in(3 * SECOND, callers::call);
        if (!flaw.isMendedByComparison() && simulation().random().nextInt(4) == 0) {
            in(QUIET - SECOND, () -> rot(simulation().random()));
        }
        quietFrom = now() + QUIET;
    }

    @Override
    public int faults() {
        return 2;
    }

    @Override
    public void look() {
        caches().look();
        machines.values().forEach(Machine::look);
        boolean unused = there(mailClients).look();
        if (caches().slots(Member.PUBLISHER) > 4 * 256 + 2) {
            simulation().fail("the caches hold " + caches().slots(Member.PUBLISHER) + " keys");
        }
    }

    @Override
    public boolean isSettled() {
        if (now() < quietFrom) {
            return false;
        }
        if (healed && now() - askedAt >= ASK_AGAIN) {
            askedAt = now();
            settled = problem().isEmpty();
        }
        return healed && settled;
    }

    @Override
    public long patience() {
        return PATIENCE;
    }

    @Override
    public void notSettled() {
        atTheEnd();
    }

    @Override
    public void atTheEnd() {
        if (!settled) { // else what was asked last stands: there may be something new on its way again
            problem().ifPresent(simulation()::fail);
        }
        phones().repeatedForNothing(doubts).ifPresent(simulation()::fail);
    }

    private Optional<String> problem() {
        return history().problem().or(there(mailClients)::problem);
    }

    /** A server became Primary. */
    void promoted() {
        there(mailClients).apart();
    }

    /** A copy comes by id and not by time: numbers that a server shows meanwhile have no order. */
    void copies(SimulatedServer server) {
        if (server.has(Duty.SERVE_CLIENTS)) {
            there(mailClients).tailLost();
        }
    }

    /** Something happened that leaves any lamp in doubt. */
    void doubt() {
        doubts++;
    }

    void ended(Machine machine) {
        history().ended(machine);
    }

    void bounded(ServerProcess process, Lane lane) {
        int held = process.replication().windowBytes(lane);
        if (held > SteppedReplication.MOST_BYTES) {
            simulation().fail("the " + process.self().word() + " holds " + held + " bytes for the lane " + lane);
        }
    }

    Flaw flaw() {
        return flaw;
    }

    Simulation simulation() {
        return there(simulation);
    }

    Wire wire() {
        return there(wire);
    }

    Caches caches() {
        return there(caches);
    }

    Phones phones() {
        return there(phones);
    }

    History history() {
        return there(history);
    }

    Machine machine(Member member) {
        return there(machines.get(member));
    }

    /** Both ways open, and both processes there. */
    boolean isWhole() {
        return simulation().open(Member.PUBLISHER, Member.SUBSCRIBER)
                && simulation().open(Member.SUBSCRIBER, Member.PUBLISHER)
                && machines.values().stream()
                        .allMatch(machine -> machine.process().isPresent());
    }

    /** In contact, and each has applied all that the other has written: that nobody has written anything yet is not enough. */
    boolean isLevel() {
        if (!machines.values().stream().allMatch(machine -> machine.server().peerInContact())) {
            return false;
        }
        JournalState publishers = machine(Member.PUBLISHER).database().peekState();
        JournalState subscribers = machine(Member.SUBSCRIBER).database().peekState();
        return publishers.applied().equals(subscribers.last())
                && subscribers.applied().equals(publishers.last());
    }

    long now() {
        return simulation().now();
    }

    void in(long nanos, Runnable work) {
        simulation().in(nanos, work);
    }
}
