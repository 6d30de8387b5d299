package org.duovox.tool.campaign;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.duovox.tool.deposit.DepositCaller;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Pair;
import org.duovox.tool.install.Server;
import org.duovox.tool.phone.Mulaw;
import org.duovox.tool.phone.Telephone;
import org.duovox.tool.rest.Json;
import org.duovox.tool.rest.Rest;

/**
 * Callers who leave messages on both servers, an owner who changes them by REST, one by phone and one in a browser, and a watch that
 * sees whether anybody answers.
 */
final class Load implements AutoCloseable {

    static final String MAILBOX = "1001";
    static final String PIN = "314159";

    private static final Duration CALL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration OWNER_INTERVAL = Duration.ofMillis(700);

    /** Between calls of the owner who uses the phone. */
    private static final Duration PHONE_INTERVAL = Duration.ofSeconds(5);

    /** Between looks of the owner who uses the browser. */
    private static final Duration WEB_INTERVAL = Duration.ofSeconds(1);

    /** Each of them gets every third message. */
    private static final int OWNERS = 3;

    private static final Duration WATCH_INTERVAL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SHORTEST_MILLIS = 1_000;
    private static final int LONGEST_MILLIS = 4_000;

    /** Of the newest messages: what was done to older ones stays as it is. */
    private static final int IN_REACH = 30;

    private static final List<Step.Verb> VERBS = List.of(Step.Verb.values());

    private final Pair pair;
    private final History history;
    private final RandomGenerator random;
    private final DepositCaller caller;
    private final DepositCaller callerOfPhoneOwner;
    private final DepositCaller callerOfWebOwner;
    private final PhoneOwner phoneOwner;
    private final WebOwner webOwner;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(6);
    private final AtomicInteger numbers = new AtomicInteger(4_000_001);
    private final Map<String, String> idsByCaller = new LinkedHashMap<>();
    private volatile long answeredAt = System.nanoTime();
    private volatile long longestSilence;
    private volatile boolean bothDown;

    Load(
            Pair pair,
            Telephone telephone,
            History history,
            RandomGenerator random,
            PhoneOwner phoneOwner,
            WebOwner webOwner) {
        this.pair = pair;
        this.history = history;
        this.random = random;
        this.caller = new DepositCaller(telephone, List.of(MAILBOX), Provision.PILOT);
        this.callerOfPhoneOwner = new DepositCaller(telephone, List.of(PhoneOwner.MAILBOX), Provision.PILOT);
        this.callerOfWebOwner = new DepositCaller(telephone, List.of(WebOwner.MAILBOX), Provision.PILOT);
        this.phoneOwner = phoneOwner;
        this.webOwner = webOwner;
    }

    void begin() {
        every(CALL_INTERVAL, this::call);
        every(OWNER_INTERVAL, this::ownerActs);
        every(PHONE_INTERVAL, () -> phoneOwner.call(anyServer()));
        every(WEB_INTERVAL, () -> webOwner.visit(anyServer()));
        for (Member member : Member.values()) {
            every(WATCH_INTERVAL, () -> look(pair.server(member)));
        }
    }

    private void every(Duration interval, Runnable work) {
        var unused = timer.scheduleAtFixedRate(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        history.line("CLIENT " + e);
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void call() {
        int number = numbers.getAndIncrement();
        int millis = random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS);
        Server server = anyServer();
        String calling = Integer.toString(number);
        byte[] words = Mulaw.noise(number, millis * Mulaw.BYTES_PER_SECOND / 1000);
        history.line("CALL " + calling + " to the " + server);
        history.deposit(
                switch (number % OWNERS) {
                    case 0 -> {
                        phoneOwner.expect(calling, words);
                        yield callerOfPhoneOwner.call(server.sip(), calling, words);
                    }
                    case 1 -> callerOfWebOwner.call(server.sip(), calling, words);
                    default -> caller.call(server.sip(), calling, words);
                });
    }

    private Server anyServer() {
        return pair.server(random.nextBoolean() ? Member.PUBLISHER : Member.SUBSCRIBER);
    }

    /** Looks for messages, or changes one. */
    private void ownerActs() {
        Server server = anyServer();
        Rest own = server.administration().rest().as(MAILBOX, PIN);
        if (idsByCaller.isEmpty() || random.nextInt(4) == 0) {
            list(own);
            return;
        }
        List<String> callers = List.copyOf(idsByCaller.keySet());
        String calling = callers.get(random.nextInt(Math.max(0, callers.size() - IN_REACH), callers.size()));
        String message = idsByCaller.getOrDefault(calling, "");
        Step.Verb verb = VERBS.get(random.nextInt(VERBS.size()));
        history.step(new Step(calling, verb, ask(own, message, verb)), server.toString());
    }

    private void list(Rest own) {
        try {
            for (Json message : own.ask("GET", "/mailboxes/" + MAILBOX + "/messages?folder=NEW", "", PATIENCE)
                    .json()
                    .items()) {
                idsByCaller.putIfAbsent(
                        message.at("callingNumber").text(), message.at("id").text());
            }
        } catch (IOException | RuntimeException e) {
            history.line("OWNER sees no list: " + e.getMessage());
        }
    }

    private static Step.Answer ask(Rest own, String message, Step.Verb verb) {
        try {
            int status = own.ask(
                            "POST",
                            "/mailboxes/" + MAILBOX + "/messages/" + message + "/" + verb.word(),
                            "{}",
                            PATIENCE)
                    .status();
            if (status / 100 == 2) {
                return Step.Answer.DONE;
            }
            return status / 100 == 4 ? Step.Answer.REFUSED : Step.Answer.UNKNOWN;
        } catch (IOException e) {
            return Step.Answer.UNKNOWN;
        }
    }

    private void look(Server server) {
        if (server.administration().rest().isReady()) {
            long now = System.nanoTime();
            if (!bothDown) {
                longestSilence = Math.max(longestSilence, now - answeredAt);
            }
            answeredAt = now;
        }
    }

    /** Both servers are down on purpose, or one is there again: silence in between does not count. */
    void bothDown(boolean down) {
        answeredAt = System.nanoTime();
        bothDown = down;
    }

    /** The longest time in which no server said that it answers calls. */
    Duration longestSilence() {
        return Duration.ofNanos(longestSilence);
    }

    /** No new calls and changes; what is under way goes on. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(PATIENCE.toSeconds() * 4, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
