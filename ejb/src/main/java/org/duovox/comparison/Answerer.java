package org.duovox.comparison;

import org.duovox.cluster.PeerLink;
import org.duovox.data.RecordsAgain;
import org.duovox.data.Transactions;

/** Answers the server that compares its records with ours. */
public final class Answerer implements PeerLink.Handler {

    private static final byte[] DONE = {};

    private final Transactions database;
    private final RecordsAgain again;

    public Answerer(Transactions database, RecordsAgain again) {
        this.database = database;
        this.again = again;
    }

    @Override
    public byte[] answer(byte[] request) {
        Question question = Question.decode(request);
        return switch (question.kind()) {
            case PAGE ->
                database.inOne(store -> Answer.page(store, question.type(), question.after()))
                        .encode();
            case RECORDS ->
                database.inOne(store -> Answer.Whole.of(store, question.type(), question.ids()))
                        .encode();
            case AGAIN -> {
                // Who asked sees from the next comparison whether it was done.
                var unused = again.writeAgain(question.type(), question.ids());
                yield DONE;
            }
        };
    }
}
