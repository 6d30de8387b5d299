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
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.duovox.cluster.Duty;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerRole;
import org.duovox.cluster.ServerStatus;
import org.duovox.data.DataConnector;
import org.duovox.data.RecordsChanged;
import org.duovox.mailbox.Messages;
import org.duovox.mailbox.Numbering;
import org.duovox.replication.AckGate;
import org.duovox.upkeep.Upkeep;

/** Runs {@link Numbering} while this server is Primary: once a second, so that a busy second costs one commit. */
@Startup
@DependsOn("ReplicationService")
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init")
public class MessageNumberClerk {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    @Inject
    private ServerRole role;

    @Inject
    private Messages messages;

    @Inject
    private DataConnector data;

    @Inject
    private AckGate gate;

    @Resource
    private ManagedThreadFactory threads;

    private Numbering numbering;
    private Optional<Upkeep> upkeep = Optional.empty();

    @PostConstruct
    void start() {
        numbering = new Numbering(role.self(), data, gate, role::peerInContact);
        upkeep = Optional.of(new Upkeep("message numbers", threads, PERIOD, this::look));
    }

    @PreDestroy
    void stop() {
        upkeep.ifPresent(Upkeep::close);
    }

    public void onRecords(@ObservesAsync RecordsChanged changed) {
        numbering.changed(changed);
    }

    public void onRole(@Observes RoleChanged changed) {
        if (changed.now() == ServerStatus.PRIMARY && changed.before() != ServerStatus.PRIMARY) {
            numbering.promoted();
        }
    }

    private void look() {
        numbering.round(role.has(Duty.PUBLISH), messages::mailboxes);
    }
}
