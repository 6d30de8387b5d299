package org.duovox.tool.deposit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.duovox.tool.phone.ByeAnswer;
import org.duovox.tool.phone.Dial;
import org.duovox.tool.phone.PhoneCall;
import org.duovox.tool.phone.Telephone;

/** Makes calls that skip the greeting, wait for the tone, speak and hang up; any number at a time. */
public final class DepositCaller {

    /** From # to the end of the tone; the tone itself takes 0.4 s. */
    private static final Duration TONE_LIMIT = Duration.ofSeconds(15);

    private final Telephone telephone;
    private final List<String> mailboxes;
    private final String pilot;

    /**
     * @param mailboxes whose phones do not answer; each call is for one of them
     * @param pilot the number of the voice mail system
     */
    public DepositCaller(Telephone telephone, List<String> mailboxes, String pilot) {
        this.telephone = telephone;
        this.mailboxes = List.copyOf(mailboxes);
        this.pilot = pilot;
    }

    /** Completes when the call is over, never exceptionally. */
    public CompletableFuture<Deposit> call(InetSocketAddress server, String calling, byte[] words) {
        String mailbox = mailboxes.get(Math.floorMod(calling.hashCode(), mailboxes.size()));
        PhoneCall call = telephone.call(Dial.forwarded(server, pilot, calling, mailbox));
        return call.answered().thenCompose(status -> {
            if (status != 200) {
                return CompletableFuture.completedFuture(
                        new Deposit(calling, status, -1, new ByeAnswer(0, Duration.ZERO), new byte[0]));
            }
            return tone(call).thenCompose(toneEnd -> {
                CompletableFuture<Void> said = toneEnd < 0 ? CompletableFuture.completedFuture(null) : call.say(words);
                return said.thenCompose(done -> call.hangUp())
                        .thenApply(bye -> new Deposit(calling, status, toneEnd, bye, call.sent()));
            });
        });
    }

    /** Where in what we send the tone ended, or -1. */
    private static CompletableFuture<Integer> tone(PhoneCall call) {
        return call.press("#")
                .thenCompose(pressed -> call.toneHeard().copy().orTimeout(TONE_LIMIT.toSeconds(), TimeUnit.SECONDS))
                .handle((heard, late) -> late == null ? call.sentLength() : -1);
    }
}
