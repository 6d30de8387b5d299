package org.duovox.mwi;

import java.util.Optional;
import org.duovox.data.Row;
import org.duovox.user.UserId;

/**
 * What is known of a lamp.
 *
 * @param shows {@link Lamp#DOUBTFUL} when that is not certain
 * @param overtaken empty, or names the commands that nobody has answered and that a later one overtook: on their way they may be
 *     slower than that one, and change the lamp after it
 */
public record LampState(Lamp shows, String overtaken) {

    /** Never told anything. */
    public static final LampState DARK = new LampState(Lamp.DARK, "");

    /** What a lamp shows by what is written of it, if anything is. */
    public static LampState of(UserId user, Optional<Row> row) {
        LampRecord record = new LampRecord(user, row);
        return new LampState(record.shown(), record.overtaken());
    }
}
