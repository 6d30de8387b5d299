package org.duovox.tool.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Server;
import org.duovox.tool.phone.Dial;
import org.duovox.tool.phone.Match;
import org.duovox.tool.phone.Mulaw;
import org.duovox.tool.phone.PhoneCall;
import org.duovox.tool.phone.Telephone;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/**
 * The owner of a mailbox who signs in by phone, hears new messages and saves or deletes each. What is heard tells which message it
 * is, for no two callers say the same; what is said after the key tells whether it was done.
 */
final class PhoneOwner {

    static final String MAILBOX = "1002";

    private static final String CALLING = "9001";
    private static final int MESSAGES_A_CALL = 3;
    private static final double CLEARLY = 0.5;

    /** Enough of a message to know it; the rest is checked at the end, in what the servers have. */
    private static final double KNOWN = 0.25;

    /** The newest come first, and those that were not heard yet go back no farther than this. */
    private static final int IN_REACH = 60;

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PROMPT = Duration.ofSeconds(15);

    /** What is said before the message included: from whom it is. */
    private static final Duration MESSAGE = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofMillis(400);

    private final Telephone telephone;
    private final History history;
    private final RandomGenerator random;
    private final byte[] enterId;
    private final byte[] enterPin;
    private final byte[] mainMenu;
    private final byte[] saved;
    private final byte[] deleted;
    private final List<Said> said = new ArrayList<>();

    /** What a caller says for this owner. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Said(String calling, byte[] words) {}

    /** @param prompts the directory of what the servers say */
    PhoneOwner(Telephone telephone, History history, RandomGenerator random, Path prompts) {
        this.telephone = telephone;
        this.history = history;
        this.random = random;
        enterId = prompt(prompts, "enter-id");
        enterPin = prompt(prompts, "enter-pin");
        mainMenu = prompt(prompts, "main-menu");
        saved = prompt(prompts, "message-saved");
        deleted = prompt(prompts, "message-deleted");
    }

    private static byte[] prompt(Path prompts, String name) {
        try {
            return Files.readAllBytes(prompts.resolve(name + ".ulaw"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody is about to say this. */
    synchronized void expect(String calling, byte[] words) {
        said.add(new Said(calling, words));
        // It may be played to its end while nobody here recognizes it.
        history.step(new Step(calling, Step.Verb.HEARD, Step.Answer.UNKNOWN), "phone, perhaps");
    }

    /** One call to that server; ends when it does not go on, too. */
    void call(Server server) {
        PhoneCall call = telephone.call(Dial.direct(server.sip(), Provision.PILOT, CALLING));
        int heard = 0;
        try {
            Wait.until(() -> call.answered().isDone(), ANSWER, () -> "no answer");
            if (call.answered().join() != 200) {
                throw new Unable("answered with " + call.answered().join());
            }
            signIn(call);
            while (heard < MESSAGES_A_CALL && hearOne(call, server)) {
                heard++;
            }
        } catch (Unable e) {
            history.line("PHONE gives up on the " + server + ": " + e.getMessage());
        } finally {
            var unused = call.hangUp();
            history.listened(server.toString(), heard);
        }
    }

    private void signIn(PhoneCall call) {
        await(call, 0, enterId);
        int at = press(call, MAILBOX + "#");
        await(call, at, enterPin);
        at = press(call, Load.PIN + "#");
        await(call, at, mainMenu);
        press(call, "1");
    }

    /** Whether there was one that could be recognized. */
    private boolean hearOne(PhoneCall call, Server server) {
        int from = call.heard().length;
        Optional<Said> message = recognized(call, from);
        if (message.isEmpty()) {
            return false;
        }
        String calling = message.get().calling();
        Step.Verb verb = random.nextBoolean() ? Step.Verb.SAVE : Step.Verb.DELETE;
        Step.Answer answer = Step.Answer.UNKNOWN;
        try {
            int at = press(call, verb == Step.Verb.SAVE ? "2" : "3");
            await(call, at, verb == Step.Verb.SAVE ? saved : deleted);
            answer = Step.Answer.DONE;
            forget(message.get());
        } finally {
            history.step(new Step(calling, verb, answer), "phone on the " + server);
        }
        return true;
    }

    /** Which message is played; none if nothing that is known is heard in time. */
    private Optional<Said> recognized(PhoneCall call, int from) {
        long end = System.nanoTime() + MESSAGE.toNanos();
        Optional<Said> found = Optional.empty();
        while (found.isEmpty() && System.nanoTime() - end < 0 && !call.ended().isDone()) {
            Wait.pause(LOOK);
            byte[] since = heardSince(call, from);
            found = candidates().stream().filter(each -> isHeard(each, since)).findFirst();
        }
        return found;
    }

    /** It is not new any more. */
    private synchronized void forget(Said message) {
        said.remove(message);
    }

    private synchronized List<Said> candidates() {
        return List.copyOf(said.subList(Math.max(0, said.size() - IN_REACH), said.size()))
                .reversed();
    }

    private static boolean isHeard(Said message, byte[] heard) {
        byte[] frame =
                Arrays.copyOfRange(message.words(), Mulaw.BYTES_PER_SECOND / 2, Mulaw.BYTES_PER_SECOND / 2 + 160);
        return Match.find(frame, heard) >= 0 && Match.share(message.words(), heard) > KNOWN;
    }

    /** Presses the keys; returns how much had been heard by then. */
    private static int press(PhoneCall call, String keys) {
        int heard = call.heard().length;
        Wait.until(call.press(keys)::isDone, PROMPT, () -> "keys " + keys + " cannot be pressed");
        return heard;
    }

    private static byte[] heardSince(PhoneCall call, int from) {
        byte[] heard = call.heard();
        return Arrays.copyOfRange(heard, Math.min(from, heard.length), heard.length);
    }

    private static void await(PhoneCall call, int from, byte[] prompt) {
        Wait.until(
                () -> Match.share(prompt, heardSince(call, from)) > CLEARLY,
                PROMPT,
                LOOK,
                () -> call.ended().isDone() ? "the call has ended" : "the system does not say what it should");
    }
}
