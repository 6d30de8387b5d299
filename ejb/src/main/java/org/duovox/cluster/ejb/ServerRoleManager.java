package org.duovox.cluster.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.duovox.alarm.AlarmRaised;
import org.duovox.cluster.ClusterSettings;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.cluster.NetworkAnswer;
import org.duovox.cluster.NetworkCheck;
import org.duovox.cluster.OrderDesk;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.ReplicationProgress;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.RoleLoop;
import org.duovox.cluster.RoleOrders;
import org.duovox.cluster.RoleSurroundings;
import org.duovox.cluster.ServerFigures;
import org.duovox.cluster.ServerFiguresSource;
import org.duovox.cluster.ServerRole;
import org.duovox.cluster.ServiceHealth;
import org.duovox.cluster.StoppedComponents;
import org.duovox.cluster.StoredRole;
import org.duovox.cluster.Stranger;
import org.duovox.cluster.file.RoleFile;
import org.duovox.cluster.tcp.ClusterSecret;
import org.duovox.cluster.tcp.LinkAddresses;
import org.duovox.cluster.tcp.TcpPeerLink;

/**
 * The guide's Connection Server Role Manager service: starts the role loop and the link with the server and leaves in order
 * with it. Inject {@link ServerRole}, {@link PeerLink} or {@link ClusterView} rather than this bean; a singleton that needs
 * them while it starts {@code @DependsOn("ServerRoleManager")}.
 */
@Startup
@DependsOn("SchemaMigration")
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ServerRoleManager {

    private static final Logger LOG = System.getLogger("org.duovox.cluster");

    /** The peer takes over in less; then the server stops without having handed over. */
    private static final Duration LEAVE_LIMIT = Duration.ofMillis(3_500);

    @Inject
    @Any
    private Instance<NetworkCheck> networkChecks;

    @Inject
    @Any
    private Instance<ReplicationProgress> replication;

    @Inject
    @Any
    private Instance<ServerFiguresSource> figures;

    @Inject
    @Any
    private Instance<ServiceHealth> services;

    @Inject
    private Event<RoleChanged> changes;

    @Inject
    private Event<AlarmRaised> alarms;

    @Resource
    private ManagedThreadFactory threads;

    private Optional<RoleLoop> loop = Optional.empty();
    private Optional<TcpPeerLink> link = Optional.empty();
    private Optional<RoleOrders> orders = Optional.empty();
    private Optional<ClusterSettings> installed = Optional.empty();

    @PostConstruct
    void start() {
        ClusterProperties properties = ClusterProperties.from(System.getProperties());
        ClusterSettings settings = properties.settings();
        installed = Optional.of(settings);
        try {
            RoleFile file = new RoleFile(properties.roleFile());
            StoredRole stored = file.read().nextEpoch();
            file.write(stored);
            RoleLoop started = new RoleLoop(
                    startingAlone(settings), stored, new SecureRandom().nextLong(), surroundings(settings, file));
            loop = Optional.of(started);
            SSLContext secret = ClusterSecret.open(properties.keystore(), properties.keystorePasswordFile());
            TcpPeerLink peer = new TcpPeerLink(
                    new LinkAddresses(settings.own(), settings.peer(), settings.linkPort()),
                    secret,
                    settings.self(),
                    started);
            orders = Optional.of(new OrderDesk(started, peer));
            peer.start();
            link = Optional.of(peer);
            started.start(peer::pingNow);
        } catch (IOException e) {
            throw new IllegalStateException("The role manager cannot start: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The cluster's secret in " + properties.keystore() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Nobody is waited for where nobody is listed. */
    private static ClusterSettings startingAlone(ClusterSettings settings) {
        return settings.peer().isPresent()
                ? settings
                : settings.with(settings.rules().startingAtOnce());
    }

    private RoleSurroundings surroundings(ClusterSettings settings, RoleFile file) {
        List<NetworkCheck> checks = networkChecks.stream().toList();
        String version = ServerRoleManager.class.getPackage().getImplementationVersion();
        return new RoleSurroundings(
                file,
                () -> askNetwork(new EveryNetworkCheck(checks, settings.own())),
                () -> replication.stream().allMatch(ReplicationProgress::levelWithPeer),
                () -> figures.stream()
                        .map(ServerFiguresSource::figures)
                        .reduce(ServerFigures.NONE, ServerFiguresSource::sum),
                services.stream().toList(),
                this::fire,
                this::fire,
                threads,
                StoppedComponents::isSaidBy,
                System::nanoTime,
                Clock.systemUTC(),
                version == null ? "" : version);
    }

    /** A subscriber that the publisher refuses must not take its work over; one that has no peer has nobody to be cut off from. */
    private NetworkAnswer askNetwork(NetworkCheck network) {
        if (link().peer().isEmpty()) {
            return new NetworkAnswer(NetworkAnswer.Kind.ANSWERED, "no other server is listed");
        }
        return loop().self() == Member.SUBSCRIBER && link().isRefused()
                ? new NetworkAnswer(
                        NetworkAnswer.Kind.SILENT,
                        "the publisher refused this server, which is not in its list of servers")
                : network.check();
    }

    /** On the loop's thread for announcements, so that an observer may block without holding up a decision. */
    private void fire(RoleChanged change) {
        changes.fireAsync(change).whenComplete((told, failure) -> {
            if (failure != null) {
                loop().listenerFailed(failure);
            }
        });
        changes.fire(change);
    }

    private void fire(AlarmRaised raised) {
        alarms.fireAsync(raised).whenComplete((told, failure) -> {
            if (failure != null) {
                loop().listenerFailed(failure);
            }
        });
    }

    /** For the role and the pages. */
    public RoleLoop loop() {
        return loop.orElseThrow();
    }

    /** For the requests to the peer. */
    public TcpPeerLink link() {
        return link.orElseThrow();
    }

    /** What the system properties say: the standard of what administrators may set. */
    public ClusterSettings installed() {
        return installed.orElseThrow();
    }

    /**
     * Names the subscriber on the publisher, from now on. Who was it before loses contact at once.
     *
     * @param subscriber nothing when none is listed
     */
    public void list(Optional<InetAddress> subscriber) {
        link().peer(subscriber);
        loop().peerAddress(subscriber);
    }

    /** Whether another server is listed. */
    public boolean hasPeer() {
        return link().peer().isPresent();
    }

    /** Whom the network check asks now, for the pages. */
    public void checkHosts(List<ClusterSettings.HostPort> hosts) {
        loop().checkHosts(hosts);
    }

    /** The last server that knows the cluster's secret and was not let in; nothing after the list was changed. */
    public Optional<Stranger> stranger() {
        return link().stranger();
    }

    /** For the pages' buttons. */
    public RoleOrders orders() {
        return orders.orElseThrow();
    }

    @PreDestroy
    void stop() {
        try {
            if (loop.isPresent() && link.isPresent() && !loop.get().leave(LEAVE_LIMIT)) {
                LOG.log(Level.WARNING, "The server stops although the peer did not confirm that it knows");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            link.ifPresent(TcpPeerLink::close);
            loop.ifPresent(RoleLoop::close);
        }
    }
}
