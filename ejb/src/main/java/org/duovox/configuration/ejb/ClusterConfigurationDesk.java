package org.duovox.configuration.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.duovox.administration.AdministrationResult;
import org.duovox.cluster.ClusterSettings;
import org.duovox.cluster.ClusterSettings.HostPort;
import org.duovox.cluster.RoleOrders;
import org.duovox.cluster.RoleSettings;
import org.duovox.cluster.ejb.ServerRoleManager;
import org.duovox.cluster.ejb.TcpNetworkCheck;
import org.duovox.configuration.ClusterConfiguration;
import org.duovox.configuration.NetworkHosts;
import org.duovox.settings.Settings;
import org.duovox.settings.SettingsChanged;
import org.duovox.settings.ejb.SettingsDesk;

/** Puts the cluster's configuration into force on this server, at its start and whenever either server changes it. */
@Singleton
@Startup
@DependsOn("SettingsDesk")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init")
public class ClusterConfigurationDesk {

    private static final Logger LOG = System.getLogger(ClusterConfigurationDesk.class.getName());

    @Inject
    private RoleOrders orders;

    @Inject
    private Settings settings;

    @Inject
    private SettingsDesk desk;

    @Inject
    private TcpNetworkCheck networkCheck;

    @EJB
    private ServerRoleManager manager;

    private final HostLookUp lookUp = new HostLookUp();
    private ClusterConfiguration properties;
    private List<HostPort> asked = List.of();

    @PostConstruct
    void open() {
        ClusterSettings installed = manager.installed();
        properties = ClusterConfiguration.of(installed.rules(), installed.checkHosts());
        asked = installed.checkHosts();
        putIntoForce();
    }

    public void onSettings(@ObservesAsync SettingsChanged changed) {
        putIntoForce();
    }

    private synchronized void putIntoForce() {
        RoleSettings before = orders.settings();
        ClusterConfiguration current = current();
        ask(current.checkHosts());
        RoleSettings rules = current.rules(before);
        RoleSettings after = manager.hasPeer() ? rules : rules.startingAtOnce();
        if (!after.equals(before)) {
            LOG.log(Level.INFO, "The settings of the cluster in force now: {0}", after);
            orders.change(after);
        }
    }

    private void ask(List<HostPort> hosts) {
        if (!hosts.equals(asked)) {
            asked = hosts;
            LOG.log(
                    Level.INFO,
                    "The network check asks now: {0}",
                    hosts.isEmpty() ? "nobody" : NetworkHosts.text(hosts));
            networkCheck.ask(hosts);
            manager.checkHosts(hosts);
        }
    }

    /** What is set, for the page. */
    public ClusterConfiguration current() {
        return properties.with(settings);
    }

    /** Keeps it on both servers; each puts it into force as soon as it knows. */
    public AdministrationResult change(ClusterConfiguration configuration) {
        try {
            Optional<String> unknown = unknownHost(configuration.checkHosts());
            return unknown.isPresent()
                    ? AdministrationResult.refused(unknown.get())
                    : desk.change(configuration.changes());
        } catch (IllegalArgumentException e) {
            return AdministrationResult.refused(String.valueOf(e.getMessage()));
        }
    }

    /** A name that nobody knows would be silent when it matters. Hosts that were there before are not asked for again. */
    private Optional<String> unknownHost(List<HostPort> hosts) {
        List<HostPort> before = current().checkHosts();
        return lookUp.complaint(hosts.stream()
                .filter(host -> !before.contains(host))
                .map(HostPort::host)
                .toList());
    }
}
