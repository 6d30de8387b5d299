package org.duovox.alert;

import java.time.Instant;
import java.util.List;
import org.duovox.cluster.Member;

/** The alarms of both servers in this server's database. May block on it. */
public interface Occurrences {

    /** The newest first. */
    List<Occurrence> newest(int limit);

    /** The oldest first, those whose mail is wanted or claimed and that were raised since then. */
    List<Occurrence> unsent(Instant since, int limit);

    /** The oldest first, those that were raised since then. */
    List<Occurrence> since(Instant since, int limit);

    /** The highest number that server has given to an alarm; 0 if none. */
    long lastNumber(Member server);
}
