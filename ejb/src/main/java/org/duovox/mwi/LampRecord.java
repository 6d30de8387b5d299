package org.duovox.mwi;

import java.util.Map;
import java.util.Optional;
import org.duovox.cluster.Member;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.MwiFields;
import org.duovox.data.Row;
import org.duovox.replication.Stamp;
import org.duovox.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one lamp. A command is written down before it leaves, with what was known of the other server's commands, and
 * again when the phone system has accepted it. So a command whose answer got lost, whose sender died, or that met one of the other
 * server leaves a doubt, and only then is a lamp told what it may show already. A command that nobody has answered may still be on
 * its way when a later one has been accepted: that one is told again when the first cannot come any more.
 */
final class LampRecord {

    private final UserId user;
    private final Optional<Row> row;

    LampRecord(UserId user, Optional<Row> row) {
        this.user = user;
        this.row = row;
    }

    /**
     * A command of one server.
     *
     * @param number counts its commands to this lamp
     * @param seenTold the number of the other's last command that it knew of
     * @param seenDone of those accepted
     * @param overtakes a command that nobody has answered
     * @param settled the number of the other's last command that cannot come any more, answered or not
     */
    private record Told(long number, long seenTold, long seenDone, Lamp lamp, boolean overtakes, long settled) {

        private static final String OVERTAKES = "overtakes";

        static final Told NOTHING = new Told(0, 0, 0, Lamp.DARK, false, 0);

        static Told of(String text) {
            String[] parts = text.split(" ", -1);
            if (parts.length < 4) {
                return NOTHING;
            }
            boolean overtakes = parts.length > 4 && parts[4].equals(OVERTAKES);
            long settled = parts.length > 5 ? count(parts[5]) : 0;
            return Lamp.of(parts[3])
                    .map(lamp -> new Told(count(parts[0]), count(parts[1]), count(parts[2]), lamp, overtakes, settled))
                    .orElse(NOTHING);
        }

        String text() {
            String known = number + " " + seenTold + " " + seenDone + " " + lamp.text();
            return overtakes || settled > 0 ? known + " " + (overtakes ? OVERTAKES : "-") + " " + settled : known;
        }
    }

    private static long count(String digits) {
        boolean number =
                !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) : 0;
    }

    private String get(String field) {
        return row.map(found -> found.get(field)).orElse("");
    }

    private Told told(Member server) {
        return Told.of(get(MwiFields.told(server)));
    }

    private long done(Member server) {
        return count(get(MwiFields.done(server)));
    }

    /** What it shows; {@link Lamp#DOUBTFUL} when that is not certain. */
    Lamp shown() {
        Optional<Member> last = lastTeller();
        if (last.isEmpty()) {
            return Lamp.of(get(MwiFields.ACKNOWLEDGED)).orElse(Lamp.DARK); // from before commands were written down
        }
        Told told = told(last.get());
        Member other = last.get().peer();
        Told others = told(other);
        if (done(last.get()) != told.number()) {
            return Lamp.DOUBTFUL;
        }
        boolean knewAll = told.seenTold() == others.number() && told.seenDone() == done(other);
        boolean same = others.lamp().equals(told.lamp()) && done(other) == others.number();
        return knewAll || same ? told.lamp() : Lamp.DOUBTFUL;
    }

    private Optional<Member> lastTeller() {
        @Nullable Stamp publishers = stamp(Member.PUBLISHER);
        @Nullable Stamp subscribers = stamp(Member.SUBSCRIBER);
        if (publishers == null) {
            return subscribers == null ? Optional.empty() : Optional.of(Member.SUBSCRIBER);
        }
        boolean publisher = subscribers == null || publishers.compareTo(subscribers) > 0;
        return Optional.of(publisher ? Member.PUBLISHER : Member.SUBSCRIBER);
    }

    private @Nullable Stamp stamp(Member server) {
        return row.map(found -> found.stamps().get(MwiFields.told(server))).orElse(null);
    }

    /** As {@link LampState#overtaken}. */
    String overtaken() {
        return lastTeller()
                .filter(last -> told(last).overtakes() || mayCome(last.peer(), told(last)))
                .map(last -> last + " " + told(last).number() + " after "
                        + told(last.peer()).number())
                .orElse("");
    }

    /** Nobody has answered the server's last command. */
    private boolean isOpen(Member server) {
        return told(server).number() > done(server);
    }

    private boolean mayCome(Member other, Told overtaker) {
        return isOpen(other) && overtaker.settled() < told(other).number();
    }

    /**
     * Writes down that the server is about to tell it this; nothing when that is written already.
     *
     * @param refused the number of the server's own command that the phone system refused last: that one cannot come any more, and
     *     is what is written already if it is the last
     */
    Optional<Change> tell(Member self, Lamp lamp, long refused) {
        Told before = told(self);
        Told other = told(self.peer());
        boolean concluded = before.number() == refused;
        boolean again = concluded
                && isOpen(self)
                && before.lamp().equals(lamp)
                && before.seenTold() == other.number()
                && before.seenDone() == done(self.peer());
        if (again) {
            return Optional.empty();
        }
        boolean othersToo = other.overtakes() && before.seenTold() != other.number();
        boolean overtakes =
                before.overtakes() || othersToo || (isOpen(self) && !concluded && other.settled() < before.number());
        Told now = new Told(before.number() + 1, other.number(), done(self.peer()), lamp, overtakes, before.settled());
        return Optional.of(change(Map.of(MwiFields.told(self), now.text())));
    }

    /** As {@link #tell}, when whatever was overtaken cannot come any more. */
    Change settle(Member self, Lamp lamp) {
        long other = told(self.peer()).number();
        Told now = new Told(told(self).number() + 1, other, done(self.peer()), lamp, false, other);
        return change(Map.of(MwiFields.told(self), now.text()));
    }

    /** The number of the server's last command. */
    long number(Member self) {
        return told(self).number();
    }

    /** Writes down that the phone system accepted the server's command; {@code at} in epoch milliseconds. */
    static Change accepted(UserId user, Member self, long number, Lamp lamp, long at) {
        return new Change(
                EntityType.MWI,
                user.value(),
                Map.of(
                        MwiFields.done(self),
                        Long.toString(number),
                        MwiFields.ACKNOWLEDGED,
                        lamp.text(),
                        MwiFields.AT,
                        Long.toString(at)));
    }

    private Change change(Map<String, String> fields) {
        return new Change(EntityType.MWI, user.value(), fields);
    }
}
