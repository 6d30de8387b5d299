package org.duovox.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duovox.alert.MailSender.Outcome;

/**
 * What this process knows of a mail beyond its record. It is lost with the process: who claims the mail then sends it to all
 * recipients, marked.
 *
 * @param settled the recipients for whom there is nothing left to do: the mail server took the mail, or refused it for good
 * @param taken it took it for one at least
 * @param doubtful it may have been sent by somebody, and nobody knows
 * @param failures in a row
 * @param notBefore the next try
 * @param end what the record has to say; empty while there is something left to do
 */
public record MailTries(
        Set<String> settled,
        boolean taken,
        boolean doubtful,
        int failures,
        Instant notBefore,
        Optional<MailState> end) {

    public static final MailTries NONE = new MailTries(Set.of(), false, false, 0, Instant.EPOCH, Optional.empty());

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    /** A mail server that puts off is left alone for ever longer, so that a day of it is some 300 tries. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** A mail server that takes nothing for anybody may be refusing this server, and take it from the other one meanwhile. */
    static final int REFUSALS = 5;

    /** After so many, {@link #FIRST_PAUSE} doubled each time exceeds the longest. */
    private static final int MOST_DOUBLINGS = 6;

    public MailTries {
        settled = Set.copyOf(settled);
    }

    /** It may have been sent before us. */
    public MailTries doubted() {
        return new MailTries(settled, taken, true, failures, notBefore, end);
    }

    /** Those that it is still to be sent to. */
    public List<String> left(List<String> recipients) {
        return recipients.stream().filter(each -> !settled.contains(each)).toList();
    }

    /** Nothing of it is with the mail server, as far as anybody knows: whoever is next need not mark it. */
    public boolean nothingSent() {
        return !taken && !doubtful;
    }

    /** After a try. */
    public MailTries after(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered(answered, now);
            case Outcome.Unreachable unreachable -> this;
            case Outcome.AnswerLost lost -> doubted().putOff(now);
        };
    }

    private MailTries answered(Outcome.Answered answered, Instant now) {
        boolean refusesAll =
                !taken && answered.taken().isEmpty() && answered.putOff().isEmpty();
        if (refusesAll && failures + 1 < REFUSALS) {
            return putOff(now);
        }
        Set<String> done = new HashSet<>(settled);
        done.addAll(answered.taken());
        done.addAll(answered.refused());
        boolean some = taken || !answered.taken().isEmpty();
        MailTries known = new MailTries(done, some, doubtful, failures, notBefore, end);
        return answered.putOff().isEmpty() ? known.ended() : known.putOff(now);
    }

    /** Nobody is left to send it to. */
    public MailTries ended() {
        MailState sent = doubtful ? MailState.SENT_DOUBTFUL : MailState.SENT;
        return new MailTries(
                settled, taken, doubtful, failures, notBefore, Optional.of(taken ? sent : MailState.REFUSED));
    }

    private MailTries putOff(Instant now) {
        Instant next = now.plus(pause(failures));
        return new MailTries(settled, taken, doubtful, failures + 1, next, end);
    }

    /** How long to wait after so many failures before this one. */
    public static Duration pause(int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
