package org.duovox.mailbox.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.duovox.cluster.ServerFigures;
import org.duovox.cluster.ServerFiguresSource;
import org.duovox.mailbox.Messages;

/** Tells the role manager, and through it both servers' pages, how many messages have a single copy. */
@ApplicationScoped
public class CopyFigures implements ServerFiguresSource {

    /** The role manager asks every 200 ms; the database is asked every tenth time. */
    private static final int EVERY = 10;

    @Inject
    private Messages messages;

    private int asked;
    private int singleCopies;

    @Override
    public synchronized ServerFigures figures() {
        if (asked++ % EVERY == 0) {
            singleCopies = messages.singleCopies();
        }
        return new ServerFigures(0, 0, false, 0, 0, 0, singleCopies);
    }
}
