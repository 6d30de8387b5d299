package org.duovox.tool.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.tool.deposit.Deposit;
import org.duovox.tool.deposit.DepositCheck;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Installation;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Pair;
import org.duovox.tool.phone.ByeAnswer;
import org.duovox.tool.phone.Dial;
import org.duovox.tool.phone.Match;
import org.duovox.tool.phone.Mulaw;
import org.duovox.tool.phone.Notice;
import org.duovox.tool.phone.PhoneCall;
import org.duovox.tool.phone.Telephone;
import org.duovox.tool.rest.Rest;
import org.duovox.tool.rest.StoredMessage;
import org.duovox.tool.terminal.Steps;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/** A call leaves a message that outlives its server. */
final class Story {

    static final String MAILBOX = "1001";
    private static final String FIRST = "2001";
    private static final String SECOND = "2002";
    private static final String THIRD = "2003";
    private static final int PORTS = 8;

    /** The aim is below 1 s; a demo on a busy machine may take longer. */
    private static final Duration TAKEOVER_LIMIT = Duration.ofSeconds(5);

    /** So much of what was said just before a server died may be lost (architecture.md, A call). */
    private static final int DANGER = Mulaw.BYTES_PER_SECOND * 3 / 2;

    private static final Duration SPOKEN_BEFORE_THE_KILL = Duration.ofSeconds(6);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(90);

    private final Installation installation;
    private final Pair pair;
    private final Telephone phones;
    private final Steps steps;
    private final String pin = String.valueOf(new SecureRandom().nextInt(100_000, 1_000_000));

    private Caller second = Caller.NOBODY;
    private Caller third = Caller.NOBODY;
    private int saidBeforeTheKill;
    private String firstMessage = "";
    private CompletableFuture<Notice> lamp = new CompletableFuture<>();

    Story(Installation installation, Pair pair, Telephone phones, Steps steps) {
        this.installation = installation;
        this.pair = pair;
        this.phones = phones;
        this.steps = steps;
    }

    String pin() {
        return pin;
    }

    /** A caller who has heard the tone and begun to speak. */
    private record Caller(Optional<PhoneCall> call, int toneEnd, CompletableFuture<Void> said) {
        static final Caller NOBODY = new Caller(Optional.empty(), 0, new CompletableFuture<>());

        PhoneCall phone() {
            return call.orElseThrow();
        }
    }

    boolean tell() {
        return steps.step("Publisher and subscriber start", this::start)
                && steps.step(
                        "A phone system, ports on both servers and user " + MAILBOX + " are made", this::configure)
                && steps.step(
                        "Anna calls " + MAILBOX
                                + ", nobody answers, the call is forwarded to the subscriber, she speaks",
                        this::firstCall)
                && steps.step("Both servers have her message", this::onBoth)
                && steps.step("The Primary lights the lamp of " + MAILBOX + " with a NOTIFY", this::lamp)
                && steps.step("The owner signs in by phone on the publisher and hears the message", this::listen)
                && steps.step(
                        "Ben speaks on the publisher, Clara on the subscriber; the publisher is killed with kill -9",
                        this::killWhileTheySpeak)
                && steps.step("Clara never noticed: her call goes on, she gets her receipt", this::thirdCall)
                && steps.step("Ben's words are in the mailbox on the subscriber, marked as cut short", this::cutShort)
                && steps.step("The publisher starts again and catches up", this::startAgain)
                && steps.step("Both servers list the same messages, byte for byte", this::same);
    }

    private String start() {
        pair.start();
        return "publisher " + installation.addresses().publisher() + ", subscriber "
                + installation.addresses().subscriber() + ", Primary is the " + pair.primary();
    }

    private String configure() {
        String phoneHost = installation.addresses().phones();
        steps.note("./duovox phonesystem add " + Provision.PHONE_SYSTEM);
        steps.note("./duovox portgroup add " + Provision.PHONE_SYSTEM + " --phone-system " + Provision.PHONE_SYSTEM
                + " --host " + phoneHost);
        for (Member member : Member.values()) {
            steps.note("./duovox ports add " + PORTS + " --port-group " + Provision.PHONE_SYSTEM + " --server "
                    + member.word());
        }
        steps.note("./duovox user add " + MAILBOX + " --name Otto --phone-system " + Provision.PHONE_SYSTEM);
        new Provision(phoneHost, PORTS, MAILBOX, "Otto", pin).applyTo(installation.anyServer());
        pair.awaitPorts(PORTS);
        tidyUp();
        return PORTS + " ports in service on each server";
    }

    /** What an earlier demo left is saved, so that the first new message is this one's. */
    private void tidyUp() {
        for (StoredMessage message : installation.anyServer().messagesOf(MAILBOX)) {
            if (message.folder().equals("NEW")) {
                installation.anyServer().act(MAILBOX, pin, message.id(), "save");
            }
        }
    }

    private Caller speak(Member member, String calling, byte[] words) throws Exception {
        PhoneCall call = phones.call(Dial.forwarded(pair.server(member).sip(), Provision.PILOT, calling, MAILBOX));
        int status =
                within(call.answered(), Duration.ofSeconds(40), "The " + member.word() + " did not answer the call.");
        if (status != 200) {
            throw new Unable("The " + member.word() + " refused the call with " + status + "; see its log.");
        }
        within(call.toneHeard(), Duration.ofSeconds(60), "No tone was heard after the greeting.");
        int toneEnd = call.sentLength();
        return new Caller(Optional.of(call), toneEnd, call.say(words));
    }

    private String firstCall() throws Exception {
        lamp = phones.nextNotice(Notice::lightsLamp);
        Caller first = speak(Member.SUBSCRIBER, FIRST, words("first"));
        within(first.said(), CALL_LIMIT, "The call ended too early.");
        Deposit deposit = hangUp(first, FIRST);
        String complaint = DepositCheck.complaint(deposit, from(Member.SUBSCRIBER, FIRST));
        if (!complaint.isEmpty()) {
            throw new Unable(complaint);
        }
        firstMessage = from(Member.SUBSCRIBER, FIRST).getFirst().id();
        return "%.1f s spoken, receipt (200 to BYE) after %s"
                .formatted(
                        seconds(words("first").length),
                        Terminal.readable(deposit.bye().after()));
    }

    private static Deposit hangUp(Caller caller, String calling) throws Exception {
        ByeAnswer bye = within(caller.phone().hangUp(), Duration.ofSeconds(40), "BYE was not answered.");
        if (!bye.isReceipt()) {
            throw new Unable("BYE was answered with " + bye.status() + " instead of 200: no receipt.");
        }
        return new Deposit(calling, 200, caller.toneEnd(), bye, caller.phone().sent());
    }

    /** New messages of this demo's caller. */
    private List<StoredMessage> from(Member member, String calling) {
        return pair.server(member).administration().messagesOf(MAILBOX).stream()
                .filter(message -> message.callingNumber().equals(calling)
                        && message.folder().equals("NEW"))
                .toList();
    }

    private String onBoth() {
        StoredMessage on = from(Member.SUBSCRIBER, FIRST).getFirst();
        Wait.until(
                () -> from(Member.PUBLISHER, FIRST).stream()
                        .anyMatch(message -> message.id().equals(on.id())),
                Duration.ofSeconds(5),
                () -> "The publisher does not have the message, though its caller got the receipt.");
        StoredMessage there = from(Member.PUBLISHER, FIRST).getFirst();
        if (!there.isWhole() || !there.storedDigest().equals(on.storedDigest())) {
            throw new Unable("The audio on the publisher is not that on the subscriber.");
        }
        return "message " + on.id() + ", " + on.audioLength() + " bytes, SHA-256 "
                + on.storedDigest().substring(0, 16) + "... on both";
    }

    private String lamp() throws Exception {
        Notice notice = within(lamp, Duration.ofSeconds(20), "No NOTIFY came within 20 s.");
        notice.body().lines().filter(line -> !line.isBlank()).forEach(steps::note);
        return "from " + notice.from() + " for " + notice.extension();
    }

    private String listen() throws Exception {
        PhoneCall call = phones.call(Dial.direct(pair.server(Member.PUBLISHER).sip(), Provision.PILOT, "2009"));
        if (within(call.answered(), Duration.ofSeconds(40), "The publisher did not answer.") != 200) {
            throw new Unable("The publisher refused the call of the owner.");
        }
        awaitVoice(call, 0);
        press(call, MAILBOX + "#");
        press(call, pin + "#");
        press(call, "1");
        byte[] words = words("first");
        Wait.until(
                () -> Match.share(words, call.heard()) > 0.95,
                CALL_LIMIT,
                Duration.ofMillis(500),
                () -> "What was heard is not what was spoken (%.0f %% of it, %d packets lost)."
                        .formatted(100 * Match.share(words, call.heard()), call.packetsLost()));
        Wait.pause(Duration.ofMillis(200));
        double share = Match.share(words, call.heard());
        within(call.hangUp(), Duration.ofSeconds(40), "BYE was not answered.");
        boolean exact = Match.find(words, call.heard()) >= 0;
        return exact
                ? words.length + " bytes heard exactly as they were spoken"
                : "%.1f %% of the bytes heard as they were spoken, %d packets lost on the way"
                        .formatted(100 * share, call.packetsLost());
    }

    /** Presses the keys and waits until the system speaks again. */
    private static void press(PhoneCall call, String keys) throws Exception {
        within(call.press(keys), Duration.ofSeconds(20), "The call ended while keys were pressed.");
        awaitVoice(call, call.heard().length);
    }

    private static void awaitVoice(PhoneCall call, int from) {
        Wait.until(
                () -> call.lastAudible() > from + Mulaw.BYTES_PER_SECOND / 2,
                Duration.ofSeconds(20),
                () -> "The system said nothing for 20 s.");
    }

    private String killWhileTheySpeak() throws Exception {
        second = speak(Member.PUBLISHER, SECOND, words("second"));
        third = speak(Member.SUBSCRIBER, THIRD, words("third"));
        Wait.pause(SPOKEN_BEFORE_THE_KILL);
        // One connection, opened before: what is measured is the takeover, not the handshake.
        Rest subscriber = pair.server(Member.SUBSCRIBER).administration().rest();
        if (!subscriber.isReady()) {
            throw new Unable("The subscriber does not answer; see its log.");
        }
        saidBeforeTheKill = second.phone().sentLength();
        pair.server(Member.PUBLISHER).killNow();
        Duration took = Wait.until(
                () -> subscriber.status().equals("PRIMARY"),
                TAKEOVER_LIMIT,
                Duration.ofMillis(10),
                () -> "The subscriber was not Primary after " + TAKEOVER_LIMIT.toSeconds() + " s; see its log.");
        second.phone().abandon();
        return "the subscriber is Primary " + Terminal.readable(took) + " after the kill";
    }

    private String thirdCall() throws Exception {
        within(third.said(), CALL_LIMIT, "Clara's call ended too early.");
        Deposit deposit = hangUp(third, THIRD);
        String complaint = DepositCheck.complaint(deposit, from(Member.SUBSCRIBER, THIRD));
        if (!complaint.isEmpty()) {
            throw new Unable(complaint);
        }
        return "%.1f s spoken, every byte stored, receipt after %s"
                .formatted(
                        seconds(words("third").length),
                        Terminal.readable(deposit.bye().after()));
    }

    private String cutShort() {
        Wait.until(
                () -> !from(Member.SUBSCRIBER, SECOND).isEmpty(),
                Duration.ofSeconds(20),
                () -> "Ben's message is not on the subscriber.");
        StoredMessage message = from(Member.SUBSCRIBER, SECOND).getFirst();
        int start = DepositCheck.position(second.phone().sent(), message);
        if (start < 0 || !message.isWhole()) {
            throw new Unable("What is stored of Ben's message is not what he said.");
        }
        if (!message.marks().interrupted()) {
            throw new Unable("Ben's message is not marked as cut short.");
        }
        int lost = saidBeforeTheKill - start - (int) message.audioLength();
        if (lost > DANGER) {
            throw new Unable("%.2f s before the kill are lost, more than 1.5 s.".formatted(seconds(lost)));
        }
        return "%.1f s of it, up to %.2f s before the kill"
                .formatted(seconds((int) message.audioLength()), Math.max(0, seconds(lost)));
    }

    private String startAgain() {
        pair.server(Member.PUBLISHER).start(Map.of());
        pair.start();
        return "Primary is the " + pair.primary();
    }

    private String same() {
        int messages = pair.awaitEqual(Duration.ofSeconds(60));
        if (from(Member.PUBLISHER, FIRST).stream()
                        .noneMatch(message -> message.id().equals(firstMessage))
                && installation.anyServer().messagesOf(MAILBOX).stream()
                        .noneMatch(message -> message.id().equals(firstMessage))) {
            throw new Unable("Anna's message is gone.");
        }
        return messages + " messages on each";
    }

    private byte[] words(String name) {
        try {
            return Files.readAllBytes(installation.top().resolve("ear/src/main/demo/" + name + ".ulaw"));
        } catch (IOException e) {
            throw new Unable("ear/src/main/demo/" + name + ".ulaw cannot be read; get it back with git checkout.", e);
        }
    }

    private static double seconds(int bytes) {
        return (double) bytes / Mulaw.BYTES_PER_SECOND;
    }

    private static <T> T within(CompletableFuture<T> future, Duration limit, String otherwise)
            throws InterruptedException, ExecutionException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unable(otherwise, e);
        }
    }
}
