package org.duovox.alert.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duovox.cluster.PeerLink;
import org.duovox.data.AlarmFields;
import org.duovox.data.Change;
import org.duovox.data.DataConnector;
import org.duovox.data.DataConnector.Committed;
import org.duovox.data.EntityType;
import org.duovox.data.Records;
import org.duovox.data.Row;
import org.duovox.data.WriteCommand.Written;
import org.duovox.replication.AckGate;
import org.duovox.replication.AckGate.Receipt;
import org.duovox.replication.Position;

/**
 * Keeps records of alarms here and, when the lanes do not bring them, on the other server, which may be the one that mails. What goes
 * there over the link has the stamps that it has here: so it undoes nothing, however late it comes, and though the lanes bring it too.
 */
@ApplicationScoped
public class AlarmRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** The gate has answered by then. */
    private static final Duration PATIENCE_WITH_LANES = Duration.ofSeconds(5);

    private DataConnector data;
    private AckGate copies;
    private PeerLink link;
    private Duration patience;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    protected AlarmRecords() {}

    @Inject
    public AlarmRecords(DataConnector data, AckGate copies, PeerLink link) {
        this(data, copies, link, PATIENCE);
    }

    /** With a patience of one's own; for tests. */
    AlarmRecords(DataConnector data, AckGate copies, PeerLink link, Duration patience) {
        this.data = data;
        this.copies = copies;
        this.link = link;
        this.patience = patience;
    }

    /**
     * Keeps an alarm here. What is here already stays as it is: it may have been mailed since.
     *
     * @return where it is in the journal, {@link Position#NONE} when it was here; nothing when the database does not take it in time, and
     *     then it does not take it later either
     */
    Optional<Position> keep(Change alarm) throws InterruptedException {
        AtomicBoolean late = new AtomicBoolean();
        Optional<Committed<Boolean>> kept = inTime(
                data.write(records -> {
                    boolean wanted = !late.get() && !isHere(alarm, records);
                    return new Written<>(wanted, wanted ? List.of(alarm) : List.of());
                }),
                patience);
        late.set(true);
        return kept.map(Committed::position);
    }

    private static boolean isHere(Change alarm, Records records) {
        return records.find(EntityType.ALARM, alarm.id())
                .filter(row -> isOf(alarm, row, AlarmFields.NUMBER) && isOf(alarm, row, AlarmFields.AT))
                .isPresent();
    }

    private static boolean isOf(Change alarm, Row row, String field) {
        return row.get(field).equals(alarm.fields().get(field));
    }

    /** Whether the lanes have brought the other server all that is in the journal up to there. Waits some seconds for it. */
    boolean isCopied(Position position) throws InterruptedException {
        return !position.equals(Position.NONE)
                && inTime(copies.whenSafe(position, Position.NONE), PATIENCE_WITH_LANES)
                        .filter(Receipt.TWO_COPIES::equals)
                        .isPresent();
    }

    /** Gives the other server a record as it is here. False when it has not taken it in time. */
    boolean give(String id) throws InterruptedException {
        Optional<Row> row = inTime(
                        data.write(records -> new Written<>(records.find(EntityType.ALARM, id), List.of())), patience)
                .flatMap(Committed::result);
        return row.isPresent() && ask(AlarmWire.encode(row.get()));
    }

    /** Gives the other server an alarm that could not be kept here. False when it has not taken it in time. */
    boolean give(Change alarm) throws InterruptedException {
        return ask(AlarmWire.encode(alarm));
    }

    private boolean ask(byte[] request) throws InterruptedException {
        return inTime(link.ask(PeerLink.Service.ALARM, request), patience).isPresent();
    }

    /** Takes what the other server gives. */
    byte[] take(byte[] request) throws IOException, InterruptedException {
        AlarmWire.Given given = AlarmWire.decode(request);
        boolean taken = given.row().isPresent()
                ? inTime(data.merge(List.of(given.row().get())), patience).isPresent()
                : keep(given.change()).isPresent();
        if (!taken) {
            throw new IOException("the database did not take it");
        }
        return new byte[0];
    }

    private static <T> Optional<T> inTime(CompletionStage<T> asked, Duration patience) throws InterruptedException {
        try {
            return Optional.of(asked.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }
}
