package org.duovox.cluster;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.duovox.alarm.AlarmRaised;
import org.jspecify.annotations.Nullable;

/**
 * Carries the rules' decisions out. One thread decides and never waits: the role file, the network check, the figures, each
 * watched service and those who listen for changes have a thread each.
 */
public final class RoleLoop implements ServerRole, PeerListener, AutoCloseable {

    private static final Logger LOG = System.getLogger("org.duovox.cluster");

    private static final long TICK_NANOS = Duration.ofMillis(100).toNanos();

    private static final long SAMPLE_MILLIS = 200;

    private static final long FILE_PATIENCE_MILLIS = 1000;

    private static final long STOP_BELIEVED_NANOS = Duration.ofSeconds(2).toNanos();

    /** The link brings about ten events a second; this is some 20 s of them. */
    private static final int QUEUE = 256;

    /** Changes that wait for those who listen; more than this in a row means that one of them hangs. */
    private static final int ANNOUNCEMENTS = 128;

    private final Member self;
    private final RoleRules rules;
    private final RoleSurroundings world;
    private final ClusterBook book;
    private final HealthWatch health;
    private final PendingOrders orders = new PendingOrders();
    private final BlockingQueue<LongFunction<RoleEvent>> events = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicReference<RoleAction.@Nullable Persist> toWrite = new AtomicReference<>();
    private final CountDownLatch left = new CountDownLatch(1);
    private final ThreadPoolExecutor file = NamedThreads.one("duovox-role-file", 4);
    private final ThreadPoolExecutor network = NamedThreads.one("duovox-network-check", 1);
    private final ThreadPoolExecutor announcer;
    private final ScheduledThreadPoolExecutor sampler = NamedThreads.timer("duovox-role-figures");
    private final Thread thread;

    private volatile RoleState state;
    private volatile Runnable pingNow = () -> {};
    private volatile Consumer<PingContent> peerSteps = content -> {};
    private volatile boolean running = true;
    private RoleEvent.@Nullable Replication said;
    private Health healthSaid = Health.WELL;
    private volatile boolean leaving;

    /**
     * When a bean last said that it stops, on {@link RoleSurroundings#nanoTime}: whoever knows figures or listens for changes stops
     * before the role manager does. It may also have been one of them only.
     */
    private volatile long stopSaid;

    private final AtomicBoolean aloneSaid = new AtomicBoolean();

    /**
     * A loop that does nothing before {@link #start}.
     *
     * @param stored what the role file says, with this start's epoch already in it
     */
    public RoleLoop(ClusterSettings settings, StoredRole stored, long startId, RoleSurroundings world) {
        this.self = settings.self();
        this.rules = new RoleRules(self);
        this.health = new HealthWatch(world.services(), world.nanoTime(), world.saysStopped());
        this.world = world;
        this.state = RoleState.starting(
                stored, settings.rules(), startId, world.nanoTime().getAsLong());
        this.book = new ClusterBook(settings, world.clock(), world.version());
        this.announcer = NamedThreads.one(world.announcer(), ANNOUNCEMENTS);
        this.thread = new Thread(this::run, "duovox-role");
        thread.setDaemon(true);
    }

    /**
     * Decides from now on.
     *
     * @param pingNow tells the peer at once; must not block
     */
    public void start(Runnable pingNow) {
        this.pingNow = pingNow;
        LOG.log(Level.INFO, "This server is the {0} and starts", self);
        health.start();
        thread.start();
        // Ends with the sampler.
        var unused = sampler.scheduleWithFixedDelay(this::sample, 0, SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Member self() {
        return self;
    }

    @Override
    public ServerStatus status() {
        return state.shown();
    }

    @Override
    public Condition condition() {
        return state.fitness().condition();
    }

    @Override
    public long starts() {
        return state.epoch();
    }

    @Override
    public boolean peerInContact() {
        return state.peer().inContact();
    }

    @Override
    public Duration peerSilence() {
        return Duration.ofNanos(world.nanoTime().getAsLong() - state.peer().heardAt());
    }

    /** Also false for duties that only one server may have while our own thread did not run for 2 s. */
    @Override
    public boolean has(Duty duty) {
        RoleState now = state;
        boolean alone = duty == Duty.NOTIFY || duty == Duty.TRANSFER_MESSAGES;
        boolean asleep = world.nanoTime().getAsLong() - now.timers().decidedAt() > RoleTimes.REPLACED_GAP;
        return now.has(duty) && !(alone && asleep);
    }

    public ClusterView view() {
        return book;
    }

    /** The peer's address as pages show it; nothing while no other server is listed. */
    public void peerAddress(Optional<InetAddress> listed) {
        book.peerAddress(listed);
    }

    /** Whom the network check asks now, for its warning on pages. */
    public void checkHosts(List<ClusterSettings.HostPort> hosts) {
        book.checkHosts(hosts);
    }

    /** "Make Primary" for this server; completes within 15 s, never exceptionally. */
    public CompletionStage<OrderOutcome> makePrimary() {
        return order(Order.Kind.MAKE_PRIMARY);
    }

    /** "Deactivate" for this server; completes within 15 s, never exceptionally. */
    public CompletionStage<OrderOutcome> deactivate() {
        return order(Order.Kind.DEACTIVATE);
    }

    /** "Activate" for this server; completes within 15 s, never exceptionally. */
    public CompletionStage<OrderOutcome> activate() {
        return order(Order.Kind.ACTIVATE);
    }

    private CompletionStage<OrderOutcome> order(Order.Kind kind) {
        return orders.begin(number -> enqueue(now -> new RoleEvent.Ordered(now, number, kind)));
    }

    /** The peer's steps come over this link from now on. */
    void exchangeTimeline(PeerLink link) {
        peerSteps = new TimelineExchange(book.steps(), link)::heard;
    }

    /** The settings in force. */
    public RoleSettings settings() {
        return state.settings();
    }

    /** Puts other settings in force with the next decision. */
    public void change(RoleSettings settings) {
        enqueue(now -> new RoleEvent.SettingsChanged(now, settings));
    }

    /** Leaves in order; whether the peer knew before the limit. */
    public boolean leave(Duration limit) throws InterruptedException {
        leaving = true;
        enqueue(RoleEvent.Leave::new);
        return left.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public PingContent content() {
        RoleReport report = state.report(self);
        return new PingContent(
                report,
                book.ownFigures(),
                world.clock().instant(),
                world.version(),
                book.whyOf(report.status()),
                book.steps().count(),
                FeatureLevel.OURS);
    }

    @Override
    public void heard(PingContent content, boolean proven) {
        if (proven) {
            book.peerSaid(content);
            peerSteps.accept(content);
        }
        enqueue(now -> new RoleEvent.PeerHeard(now, content.role(), proven));
    }

    @Override
    public void failed(PingFailure how) {
        enqueue(now -> new RoleEvent.PingFailed(now, how));
    }

    @Override
    public void refused() {
        enqueue(RoleEvent.Refused::new);
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
        sampler.shutdownNow();
        health.close();
        orders.close();
        network.shutdownNow();
        announcer.shutdown();
        file.shutdown();
        try {
            // Whoever opens the file next must not meet us still writing it; a disk that hangs is not waited for.
            if (!file.awaitTermination(FILE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "The role file is still being written while the role manager ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void enqueue(LongFunction<RoleEvent> event) {
        while (!events.offer(event)) {
            // The newest says more than the oldest.
            events.poll();
        }
    }

    private void run() {
        long nextTick = world.nanoTime().getAsLong();
        while (running) {
            try {
                long wait = nextTick - world.nanoTime().getAsLong();
                LongFunction<RoleEvent> event = events.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
                long now = world.nanoTime().getAsLong();
                if (event != null) {
                    step(event.apply(now));
                }
                if (now - nextTick >= 0) {
                    nextTick = now + TICK_NANOS;
                    lookAtServices(now);
                    step(new RoleEvent.Tick(now));
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "The role manager met a fault and goes on", e);
            }
        }
    }

    private void lookAtServices(long now) {
        Health seen = leaving || isAlone() ? healthSaid : health.look();
        if (!seen.equals(healthSaid)) {
            healthSaid = seen;
            step(new RoleEvent.ServicesSeen(now, seen));
        }
    }

    private void step(RoleEvent event) {
        // Before the peer can see the new state: what it does because of it comes after our change and our first alarm,
        // not before.
        Instant at = world.clock().instant();
        Decision decision = rules.decide(state, event);
        state = decision.state();
        // The peer's change came first: it is listed before what follows from it, and seen by who is told of that.
        book.peerShows(state);
        for (RoleAction action : decision.actions()) {
            carryOut(action, at);
            if (action instanceof RoleAction.Raise) {
                at = world.clock().instant();
            }
        }
    }

    private void carryOut(RoleAction action, Instant at) {
        switch (action) {
            case RoleAction.Persist persist -> {
                toWrite.set(persist);
                submit(file, this::writeRole);
            }
            case RoleAction.CheckNetwork check -> submit(network, () -> checkNetwork(check.ticket()));
            case RoleAction.PingNow ping -> pingNow.run();
            case RoleAction.Announce announce -> announce(announce.change(), at);
            case RoleAction.Raise raise -> raise(raise, at);
            case RoleAction.Say say -> LOG.log(Level.INFO, say.line());
            case RoleAction.Step taken -> {
                LOG.log(Level.INFO, taken.what());
                book.steps().add(at, TimelineStep.Kind.STEP, taken.what(), "");
            }
            case RoleAction.Answer answer -> {
                LOG.log(
                        answer.outcome().done() ? Level.INFO : Level.WARNING,
                        answer.outcome().sentence());
                orders.end(answer.number(), answer.outcome());
            }
            case RoleAction.Left leftNow -> left.countDown();
        }
    }

    private void raise(RoleAction.Raise raise, Instant at) {
        LOG.log(raise.alarm().severity().logLevel(), "{0}: {1}", raise.alarm().name(), raise.why());
        book.steps().add(at, TimelineStep.Kind.ALARM, raise.alarm().name(), raise.why());
        AlarmRaised raised = new AlarmRaised(raise.alarm(), at, raise.why());
        submit(announcer, () -> tell(raised));
    }

    private void announce(RoleChanged change, Instant at) {
        if (change.before() != change.now()) {
            LOG.log(
                    Level.INFO,
                    "This server is now {0} (was {1}): {2}",
                    change.now().title(),
                    change.before().title(),
                    change.why());
            book.changed(at, self, change.before(), change.now(), change.why());
        } else {
            LOG.log(
                    Level.INFO,
                    "Contact with the peer {0}: {1}",
                    change.peerInContact() ? "is there" : "is lost",
                    change.why());
        }
        submit(announcer, () -> tell(change));
    }

    private void tell(RoleChanged change) {
        try {
            world.announce().accept(change);
        } catch (RuntimeException e) {
            listenerFailed(e);
        }
    }

    private void tell(AlarmRaised raised) {
        try {
            world.alarms().accept(raised);
        } catch (RuntimeException e) {
            listenerFailed(e);
        }
    }

    /** Someone who was told of a change failed on it, perhaps later on a thread of its own. */
    public void listenerFailed(Throwable failure) {
        complain(Level.ERROR, "A listener failed on a change of status", failure);
    }

    private void complain(Level level, String what, Throwable failure) {
        if (!leaving && !world.saysStopped().test(failure)) {
            LOG.log(level, what, failure);
            return;
        }
        stopSaid = world.nanoTime().getAsLong();
        if (aloneSaid.compareAndSet(false, true)) {
            LOG.log(Level.INFO, "Beans of this server stop: they are asked how they do less often now");
        }
    }

    /** While the server stops, beans are asked once in a while only: each answers with an exception. */
    private boolean isAlone() {
        return aloneSaid.get() && world.nanoTime().getAsLong() - stopSaid < STOP_BELIEVED_NANOS;
    }

    private void submit(ThreadPoolExecutor executor, Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            if (running && executor.equals(announcer)) {
                LOG.log(Level.ERROR, "A listener hangs: a change of status was not told");
            }
        }
    }

    private void writeRole() {
        RoleAction.Persist persist = toWrite.getAndSet(null);
        if (persist == null) {
            return;
        }
        try {
            world.store().write(persist.role());
            enqueue(now -> new RoleEvent.Persisted(now, persist.ticket()));
        } catch (IOException | RuntimeException e) {
            enqueue(now -> new RoleEvent.PersistFailed(now, persist.ticket(), String.valueOf(e.getMessage())));
        }
    }

    private void checkNetwork(long ticket) {
        NetworkAnswer answer;
        try {
            answer = world.network().check();
        } catch (RuntimeException e) {
            answer = new NetworkAnswer(NetworkAnswer.Kind.SILENT, "the check failed: " + e.getMessage());
        }
        NetworkAnswer known = answer;
        book.networkSaid(known);
        enqueue(now -> new RoleEvent.NetworkChecked(now, ticket, known));
    }

    private void sample() {
        if (isAlone()) {
            return;
        }
        try {
            ServerFigures figures = world.figures().get();
            book.ownFigures(figures);
            boolean level = world.replication().levelWithPeer();
            var progress = new RoleEvent.Replication(0, level, figures.backlogEntries(), figures.lagMillis());
            if (!progress.equals(said)) {
                said = progress;
                enqueue(now -> new RoleEvent.Replication(now, level, figures.backlogEntries(), figures.lagMillis()));
            }
        } catch (RuntimeException e) {
            complain(Level.WARNING, "This server's figures cannot be read", e);
        }
    }
}
