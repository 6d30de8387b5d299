package org.duovox.configuration.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duovox.administration.AdministrationResult;
import org.duovox.cluster.ClusterSettings;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.Stranger;
import org.duovox.cluster.ejb.ServerRoleManager;
import org.duovox.configuration.ListedServer;
import org.duovox.configuration.Listing;
import org.duovox.configuration.ListingSetting;
import org.duovox.configuration.ServerEntry;
import org.duovox.configuration.ServerListRules;
import org.duovox.settings.SettingChanges;
import org.duovox.settings.Settings;
import org.duovox.settings.SettingsChanged;
import org.duovox.settings.ejb.SettingsDesk;
import org.duovox.upkeep.Upkeep;

/** The list of the cluster's servers (guide, To Configure the Cluster): who is not in the publisher's list is not let in by it. */
@Singleton
@Startup
@DependsOn("SettingsDesk")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init")
public class ServerListDesk {

    private static final Logger LOG = System.getLogger(ServerListDesk.class.getName());

    /** A name may have another address one day. */
    private static final Duration LOOK_UP_AGAIN = Duration.ofMinutes(1);

    @EJB
    private ServerRoleManager manager;

    @Inject
    private ClusterView cluster;

    @Inject
    private Settings settings;

    @Inject
    private SettingsDesk desk;

    @Resource
    private ManagedThreadFactory threads;

    private final HostLookUp lookUp = new HostLookUp();
    private ClusterSettings installed;
    private ListedSubscriberFile file;
    private Upkeep upkeep;

    /** The listed host whose address is in force; "" until one was found. For the upkeep's thread. */
    private String inForce = "";

    private String complaint = "";

    @PostConstruct
    void open() {
        installed = manager.installed();
        file = new ListedSubscriberFile(Path.of(System.getProperty("jboss.server.data.dir", ".")));
        upkeep = new Upkeep("server list", threads, LOOK_UP_AGAIN, this::putIntoForce);
    }

    @PreDestroy
    void close() {
        upkeep.close();
    }

    public void onSettings(@ObservesAsync SettingsChanged changed) {
        upkeep.wake();
    }

    private void putIntoForce() {
        if (installed.self() != Member.PUBLISHER) {
            return; // whom the subscriber joins was said when it was installed
        }
        try {
            switch (settings.get(ListingSetting.SUBSCRIBER)) {
                case Listing.AsInstalled asInstalled -> {
                    manager.list(installed.peer());
                    file.forget();
                }
                case Listing.Nobody nobody -> {
                    manager.list(Optional.empty());
                    inForce = "";
                    file.keep(installed.own());
                }
                case Listing.Added(ListedServer server) -> putIntoForce(server.host());
            }
        } catch (IOException e) {
            complain("The list of servers could not be noted for the next start of this server: " + e.getMessage());
        }
    }

    private void putIntoForce(String host) throws IOException {
        HostLookUp.Found found = lookUp.find(host, installed.own());
        if (found.address().isPresent()) {
            complaint = "";
            inForce = host;
            manager.list(found.address());
            file.keep(found.address().get());
            return;
        }
        complain(found.complaint() + " Until then the listed server is not let in, unless at its last address.");
        if (!inForce.isEmpty() && !inForce.equals(host)) {
            // The address in force is another server's.
            inForce = "";
            manager.list(Optional.empty());
        }
    }

    /** Once for each reason: it is met again every minute. */
    private void complain(String sentence) {
        if (!sentence.equals(complaint)) {
            complaint = sentence;
            LOG.log(Level.WARNING, sentence);
        }
    }

    /** The publisher, and the subscriber if one is listed. Never blocks. */
    public List<ServerEntry> servers() {
        List<ServerEntry> servers = new ArrayList<>();
        InetAddress publisher = installed.self() == Member.PUBLISHER
                ? installed.own()
                : installed.peer().orElse(installed.own());
        servers.add(new ServerEntry(
                Member.PUBLISHER, new ListedServer(publisher.getHostAddress(), "", ""), status(Member.PUBLISHER)));
        subscriber()
                .ifPresent(
                        server -> servers.add(new ServerEntry(Member.SUBSCRIBER, server, status(Member.SUBSCRIBER))));
        return servers;
    }

    private Optional<ListedServer> subscriber() {
        return settings.get(ListingSetting.SUBSCRIBER)
                .subscriber(installed.self() == Member.PUBLISHER ? installed.peer() : Optional.of(installed.own()));
    }

    private ServerStatus status(Member member) {
        return cluster.server(member).status();
    }

    /** Why no server can be added now; nothing when one can. Never blocks. */
    public Optional<String> notAdding() {
        return ServerListRules.adding(installed.self(), subscriber());
    }

    /** Servers are deleted on the publisher. Never blocks. */
    public boolean deletesHere() {
        return installed.self() == Member.PUBLISHER;
    }

    /** What an administrator must know before the subscriber is deleted. */
    public String questionBeforeRemoving() {
        return ServerListRules.question(status(Member.SUBSCRIBER));
    }

    /** A server that knew the secret and was not let in, until the list is changed. */
    public Optional<Stranger> stranger() {
        return manager.stranger();
    }

    /** Adds the second server, as typed. Blocks for some seconds at most while its name is looked up. */
    public AdministrationResult add(String host, String mac, String description) {
        Optional<String> refusal = notAdding();
        if (refusal.isPresent()) {
            return AdministrationResult.refused(refusal.get());
        }
        try {
            ListedServer server = ListedServer.typed(host, mac, description);
            HostLookUp.Found found = lookUp.find(server.host(), installed.own());
            Optional<String> wrong = found.address()
                    .map(address -> ServerListRules.address(address, installed.own()))
                    .orElseGet(() -> Optional.of(found.complaint()));
            return wrong.map(AdministrationResult::refused)
                    .orElseGet(() -> keep(
                            new Listing.Added(server),
                            server.host()
                                    + " is in the list of servers. It joins when it is installed as subscriber with this"
                                    + " publisher's address and the cluster's secret."));
        } catch (IllegalArgumentException e) {
            return AdministrationResult.refused(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Takes a server off the list.
     *
     * @param confirmed the administrator has read {@link #questionBeforeRemoving}
     */
    public AdministrationResult remove(Member server, boolean confirmed) {
        Optional<ListedServer> subscriber = subscriber();
        Optional<String> refusal =
                ServerListRules.removing(server, installed.self(), subscriber, status(Member.SUBSCRIBER), confirmed);
        return refusal.map(AdministrationResult::refused)
                .orElseGet(() -> keep(
                        new Listing.Nobody(),
                        subscriber.map(ListedServer::host).orElse("The subscriber")
                                + " is deleted from the list of servers and is not let in any more."));
    }

    private AdministrationResult keep(Listing listing, String sentence) {
        AdministrationResult kept = desk.change(new SettingChanges().set(ListingSetting.SUBSCRIBER, listing));
        upkeep.wake();
        return kept.done() ? AdministrationResult.done(sentence) : kept;
    }
}
