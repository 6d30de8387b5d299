package org.duovox.alert.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.alert.MailState;
import org.duovox.alert.Occurrence;
import org.duovox.cluster.ServerRole;
import org.duovox.data.AlarmFields;
import org.duovox.data.Change;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.Records;
import org.duovox.data.Row;
import org.duovox.data.WriteCommand.Written;
import org.duovox.replication.Position;

/** What the record of an alarm says of its mail, on both servers' disks. */
@ApplicationScoped
public class MailRecord {

    private static final int PATIENCE_SECONDS = 5;

    @Inject
    private DataConnector data;

    @Inject
    private AlarmRecords alarms;

    @Inject
    private ServerRole role;

    private final Clock clock = Clock.systemUTC();
    private final String process = UUID.randomUUID().toString();

    /** Names this process among all. */
    String process() {
        return process;
    }

    /** False when it is no longer as it was read here, or when nobody knows in time. */
    boolean claim(Occurrence occurrence) {
        return write(occurrence, MailState.CLAIMED, true);
    }

    /** False when it is not known in time, or when its place belongs to a later alarm by now. */
    boolean mark(Occurrence occurrence, MailState state) {
        return write(occurrence, state, false);
    }

    private boolean write(Occurrence occurrence, MailState state, boolean onlyUnchanged) {
        Change change = new Change(
                EntityType.ALARM,
                occurrence.id(),
                Map.of(
                        AlarmFields.MAIL,
                        state.name(),
                        AlarmFields.MAIL_BY,
                        process,
                        AlarmFields.MAIL_AT,
                        Long.toString(clock.millis())));
        try {
            var committed = data.<Boolean>write(records -> {
                        boolean fits = fits(occurrence, records, onlyUnchanged);
                        return new Written<>(fits, fits ? List.of(change) : List.of());
                    })
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (committed.result()) {
                tellPeer(occurrence, committed.position());
            }
            return committed.result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static boolean fits(Occurrence occurrence, Records records, boolean onlyUnchanged) {
        return records.find(EntityType.ALARM, occurrence.id())
                .filter(row -> row.getLong(AlarmFields.NUMBER) == occurrence.number())
                .filter(row -> !onlyUnchanged || isUnchanged(occurrence, row))
                .isPresent();
    }

    private static boolean isUnchanged(Occurrence occurrence, Row row) {
        return row.get(AlarmFields.MAIL).equals(occurrence.mail().name())
                && row.get(AlarmFields.MAIL_BY).equals(occurrence.claimedBy());
    }

    /** Without its copy by the lanes, though it is in contact, it is told over the link: it may be who sends the next one. */
    private void tellPeer(Occurrence occurrence, Position position) throws InterruptedException {
        if (!alarms.isCopied(position) && role.peerInContact()) {
            // If it does not take it, its database does not work, and it sends nothing.
            var unused = alarms.give(occurrence.id());
        }
    }
}
