package org.duovox.alert;

/**
 * Whose turn it is to send mails, while both servers are in contact: each asks the other one for it again and again, and who
 * grants it gives it up. So never do both have it, whatever each of them believes of the other's state and of the settings. Who
 * is sending grants nothing. For any thread.
 */
public final class CollectorTurns {

    private static final byte[] GRANTED = {1};
    private static final byte[] DENIED = {0};

    private boolean ours;
    private boolean sending;
    private boolean unanswered;
    private boolean answers;
    private long granted;

    /** A question for the other server; {@link #heard} wants it back with the answer. */
    public record Question(Readiness own, long granted) {

        public byte[] bytes() {
            return new byte[] {own.code()};
        }
    }

    /** Asks for the turn, and tells how we are. */
    public synchronized Question question(Readiness own) {
        return new Question(own, granted);
    }

    /**
     * The other server asks.
     *
     * @param primaryCollector this server is, as it knows
     */
    public synchronized byte[] answer(byte[] question, Readiness own, boolean primaryCollector) {
        if (sending
                || own.collects(question.length == 0 ? Readiness.READY : Readiness.of(question[0]), primaryCollector)) {
            return DENIED.clone();
        }
        ours = false;
        granted++;
        return GRANTED.clone();
    }

    /** It answered. What it grants is void if we have granted since we asked: it does not know of that. */
    public synchronized void heard(Question question, byte[] answer) {
        unanswered = false;
        answers = true;
        if (answer.length > 0 && answer[0] == GRANTED[0] && question.granted() == granted) {
            ours = true;
        }
    }

    /**
     * It is in contact and does not answer: a release before this one, which sends if it is the primary collector. One that has
     * answered before is only slow, and may have the turn.
     */
    public synchronized void notAnswered() {
        unanswered = !answers;
    }

    /** Contact is lost: each server sends what it knows ({@link MailDecision} marks what both may send). */
    public synchronized void apart() {
        ours = false;
        unanswered = false;
        answers = false;
    }

    /** Whether this server sends the mails now. */
    public synchronized boolean collects(Readiness own, boolean primaryCollector, boolean inContact) {
        if (own == Readiness.UNABLE) {
            return false;
        }
        return !inContact || ours || (unanswered && primaryCollector);
    }

    /** As {@link #collects}; if so the turn stays here until {@link #end}. */
    public synchronized boolean begin(Readiness own, boolean primaryCollector, boolean inContact) {
        sending = collects(own, primaryCollector, inContact);
        return sending;
    }

    /** The mail has been sent or not, and its record says so as far as can be. */
    public synchronized void end() {
        sending = false;
    }
}
