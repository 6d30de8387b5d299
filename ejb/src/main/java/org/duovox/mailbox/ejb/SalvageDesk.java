package org.duovox.mailbox.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.duovox.cluster.Member;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerRole;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Records;
import org.duovox.data.RecordsChanged;
import org.duovox.data.UserFields;
import org.duovox.data.WriteCommand.Written;
import org.duovox.mailbox.Deposit;
import org.duovox.messagestore.MessageStore;
import org.duovox.messagestore.MessageStore.Orphan;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.upkeep.Upkeep;

/**
 * Finds audio that has a header by now, and has it kept; and makes messages of recordings that nobody will finish: our own
 * after a restart, the peer's once it is lost.
 */
@Singleton
@Startup
@DependsOn("ReplicationService")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SalvageDesk {

    private static final System.Logger LOG = System.getLogger(SalvageDesk.class.getName());

    /** Headers that came while no event told us are found this late at most. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    /** Less is a click or a breath, not a message: half a second. */
    private static final long SHORTEST_BYTES = 4000;

    @Inject
    private MessageStore store;

    @Inject
    private DataConnector data;

    @Inject
    private ServerRole role;

    @Resource
    private ManagedThreadFactory threads;

    private Optional<Upkeep> upkeep = Optional.empty();

    @PostConstruct
    void start() {
        upkeep = Optional.of(new Upkeep("recordings without a header", threads, PERIOD, this::look));
    }

    @PreDestroy
    void stop() {
        upkeep.ifPresent(Upkeep::close);
    }

    public void onRecords(@ObservesAsync RecordsChanged changed) {
        if (changed.types().contains(EntityType.MESSAGE) || changed.types().contains(EntityType.USER)) {
            lookSoon();
        }
    }

    public void onRole(@ObservesAsync RoleChanged changed) {
        lookSoon();
    }

    private void lookSoon() {
        upkeep.ifPresent(Upkeep::wake);
    }

    private void look() {
        Member self = role.self();
        store.orphans(self).forEach(orphan -> settle(orphan, true));
        boolean peerLost = !role.peerInContact();
        store.orphans(self.peer()).forEach(orphan -> settle(orphan, peerLost));
    }

    /** Keeps audio that has a header; if nobody else will write one, writes it. */
    private void settle(Orphan orphan, boolean nobodyWillFinish) {
        boolean salvage = nobodyWillFinish
                && orphan.header().purpose() == Purpose.MESSAGE
                && orphan.audio().length() >= SHORTEST_BYTES;
        data.<Boolean>write(records -> {
                    if (hasHeader(records, orphan) && !(salvage && isLongerThanItsHeader(records, orphan))) {
                        return new Written<>(true, List.of());
                    }
                    return salvage
                            ? new Written<>(true, List.of(Deposit.ofInterrupted(orphan.header(), orphan.audio())))
                            : new Written<>(false, List.of());
                })
                .thenAccept(committed -> {
                    if (committed.result()) {
                        if (committed.position().value() > 0) {
                            LOG.log(
                                    System.Logger.Level.INFO,
                                    "A message cut short by its server's end was saved: "
                                            + orphan.header().id() + ", "
                                            + orphan.audio().length() / 8 + " ms.");
                        }
                        store.keep(orphan.header().id());
                    }
                });
    }

    /** The peer, which had less of it, may have made the message before we came back. */
    private static boolean isLongerThanItsHeader(Records records, Orphan orphan) {
        return records.find(EntityType.MESSAGE, orphan.header().id().value())
                .filter(row -> row.is(MessageFields.INTERRUPTED)
                        && row.getLong(MessageFields.AUDIO_LENGTH)
                                < orphan.audio().length())
                .isPresent();
    }

    private static boolean hasHeader(Records records, Orphan orphan) {
        String id = orphan.header().id().value();
        return switch (orphan.header().purpose()) {
            case MESSAGE -> records.find(EntityType.MESSAGE, id).isPresent();
            case GREETING ->
                records.find(EntityType.USER, orphan.header().mailbox())
                        .filter(user -> user.get(UserFields.GREETING).equals(id))
                        .isPresent();
        };
    }
}
