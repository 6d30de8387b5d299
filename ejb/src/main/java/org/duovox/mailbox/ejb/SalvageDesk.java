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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerRole;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.mailbox.Salvage;
import org.duovox.messagestore.MessageStore;
import org.duovox.upkeep.Upkeep;

/** Has {@link Salvage} look when something changed, and from time to time. */
@Singleton
@Startup
@DependsOn("ReplicationService")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SalvageDesk {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Headers that came while no event told us are found after so many periods at most. */
    private static final int PERIODS = 5;

    @Inject
    private MessageStore store;

    @Inject
    private DataConnector data;

    @Inject
    private ServerRole role;

    @Resource
    private ManagedThreadFactory threads;

    private final AtomicInteger periods = new AtomicInteger();
    private Optional<Upkeep> upkeep = Optional.empty();

    @PostConstruct
    void start() {
        Salvage salvage = new Salvage(role.self(), store, data, System::nanoTime);
        upkeep = Optional.of(new Upkeep("recordings without a header", threads, PERIOD, () -> look(salvage)));
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
        periods.set(0);
        upkeep.ifPresent(Upkeep::wake);
    }

    private void look(Salvage salvage) {
        if (periods.getAndDecrement() <= 0) {
            periods.set(PERIODS - 1);
            if (salvage.look(role.peerInContact())) {
                periods.set(0);
            }
        }
    }
}
