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
    private boolean older;
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
        older = false;
        granted++;
        return GRANTED.clone();
    }

    /** It answered. What it grants is void if we have granted since we asked: it does not know of that. */
    public synchronized void heard(Question question, byte[] answer) {
        take(question, answer.length > 0 && answer[0] == GRANTED[0]);
    }

    /** Nobody there answers yet: it starts, and sends nothing until it has asked us. So the turn is as good as granted. */
    public synchronized void nobodyThere(Question question) {
        take(question, true);
    }

    private void take(Question question, boolean granting) {
        older = false;
        ours |= granting && question.granted() == granted;
    }

    /** It runs a release before this one, which knows no turns and sends if it is the primary collector. */
    public synchronized void knowsNoTurns() {
        older = true;
    }

    /** Contact is lost: each server sends what it knows ({@link MailDecision} marks what both may send). */
    public synchronized void apart() {
        ours = false;
        older = false;
    }

    /** Whether this server sends the mails now. */
    public synchronized boolean collects(Readiness own, boolean primaryCollector, boolean inContact) {
        if (own == Readiness.UNABLE) {
            return false;
        }
        return !inContact || ours || (older && primaryCollector);
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
