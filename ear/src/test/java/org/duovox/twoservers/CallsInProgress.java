package org.duovox.twoservers;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.duovox.tool.deposit.DepositCheck;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Member;
import org.duovox.tool.phone.ByeAnswer;
import org.duovox.tool.phone.Dial;
import org.duovox.tool.phone.Mulaw;
import org.duovox.tool.phone.PhoneCall;
import org.duovox.tool.rest.StoredMessage;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/** One caller a server, who speaks while something happens to the servers, and then hangs up. */
final class CallsInProgress {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Longer than any change takes; whoever is heard no more has said it all. */
    private static final int LONGEST_SECONDS = 240;

    private static final int SPOKEN_FIRST_SECONDS = 1;

    private static final AtomicInteger CALLERS = new AtomicInteger(7000);

    private record Caller(String number, PhoneCall call) {}

    private final TwoServers servers;
    private final Map<Member, Caller> callers = new EnumMap<>(Member.class);

    /** Calls those servers; returns when each caller has begun to speak. */
    CallsInProgress(TwoServers servers, Set<Member> on) {
        this.servers = servers;
        for (Member member : on) {
            callers.put(member, oneMore(servers, member));
        }
        callers.forEach((member, caller) -> {
            int status = joined(caller.call().answered(), "The call to the " + member.word() + " was not answered");
            if (status != 200) {
                throw new Unable("The call to the " + member.word() + " was answered with " + status);
            }
            joined(caller.call().press("#"), "The " + member.word() + " took no key");
            joined(caller.call().toneHeard(), "No tone came from the " + member.word());
            var unused = caller.call().say(Mulaw.noise(Integer.parseInt(caller.number()), LONGEST_SECONDS * 8000));
        });
        Wait.pause(Duration.ofSeconds(SPOKEN_FIRST_SECONDS));
    }

    private static Caller oneMore(TwoServers servers, Member member) {
        String number = Integer.toString(CALLERS.incrementAndGet());
        return new Caller(
                number,
                servers.telephone()
                        .call(Dial.forwarded(
                                servers.server(member).sip(), Provision.PILOT, number, TwoServers.MAILBOX)));
    }

    /** The final answer to one more call, which hangs up at once. */
    static int statusOfOneMore(TwoServers servers, Member member) {
        PhoneCall call = oneMore(servers, member).call();
        int status = joined(call.answered(), "A new call to the " + member.word() + " got no answer");
        if (status == 200) {
            joined(call.hangUp(), "The " + member.word() + " did not answer BYE");
        }
        return status;
    }

    private static <T> T joined(CompletableFuture<T> future, String otherwise) {
        try {
            return future.copy().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        } catch (RuntimeException e) {
            throw new Unable(otherwise + " within " + LIMIT.toSeconds() + " s.", e);
        }
    }

    /** Every caller whose server has not been waited for can go on speaking. */
    void expectNoneDropped() {
        callers.forEach((member, caller) -> requireGoingOn(member, caller.call()));
    }

    private static void requireGoingOn(Member member, PhoneCall call) {
        if (call.ended().isDone()) {
            throw new Unable("The call to the " + member.word() + " was dropped");
        }
    }

    /** The server has hung up on its caller. */
    void awaitDropped(Member member) {
        PhoneCall call = taken(member);
        Wait.until(() -> call.ended().isDone(), LIMIT, () -> "The call to the " + member.word() + " was not dropped");
    }

    /** Of a server that is gone: nobody hangs up. */
    void forget(Member member) {
        taken(member).abandon();
    }

    /** The caller of a server that is about to end hangs up: a receipt, and every word is on the other server. */
    void hangUpWholeOnOther(Member member) {
        Caller caller = Objects.requireNonNull(callers.remove(member));
        hangUp(member, caller);
        awaitWhole(member.peer(), caller);
    }

    private PhoneCall taken(Member member) {
        return Objects.requireNonNull(callers.remove(member)).call();
    }

    /** Every other caller hangs up, gets a receipt, and every word is on the server that was called. */
    void hangUpWhole() {
        callers.forEach((member, caller) -> {
            hangUp(member, caller);
            awaitWhole(member, caller);
        });
    }

    private void awaitWhole(Member on, Caller caller) {
        Wait.until(() -> complaint(on, caller).isEmpty(), LIMIT, () -> complaint(on, caller));
    }

    /** The same where audio could not arrive all the time: a receipt, and a message. */
    void hangUpWithGaps() {
        callers.forEach((member, caller) -> {
            hangUp(member, caller);
            Wait.until(
                    () -> messages(member, caller).size() == 1,
                    LIMIT,
                    () -> "The " + member.word() + " has not kept what " + caller.number() + " said");
        });
    }

    private static void hangUp(Member member, Caller caller) {
        requireGoingOn(member, caller.call());
        ByeAnswer bye = joined(caller.call().hangUp(), "The " + member.word() + " did not answer BYE");
        if (!bye.isReceipt()) {
            throw new Unable("The " + member.word() + " gave no receipt but " + bye);
        }
    }

    /** What is wrong with what is kept; empty if it is a part of what was said, without a gap. */
    private String complaint(Member member, Caller caller) {
        List<StoredMessage> kept = messages(member, caller);
        if (kept.size() != 1 || !kept.getFirst().isWhole()) {
            return "On the " + member.word() + ", " + caller.number() + " has " + kept;
        }
        return DepositCheck.position(caller.call().sent(), kept.getFirst()) >= 0
                ? ""
                : "On the " + member.word() + ", what is kept of " + caller.number() + " is not what was said";
    }

    private List<StoredMessage> messages(Member member, Caller caller) {
        return servers.server(member).administration().messages().stream()
                .filter(message -> message.callingNumber().equals(caller.number()))
                .toList();
    }
}
