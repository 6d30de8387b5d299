package org.duovox.configuration.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.duovox.administration.AdministrationResult;
import org.duovox.cluster.RoleOrders;
import org.duovox.cluster.RoleSettings;
import org.duovox.configuration.ClusterConfiguration;
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

    private ClusterConfiguration properties;

    @PostConstruct
    void open() {
        properties = ClusterConfiguration.of(orders.settings());
        putIntoForce();
    }

    public void onSettings(@ObservesAsync SettingsChanged changed) {
        putIntoForce();
    }

    private synchronized void putIntoForce() {
        RoleSettings before = orders.settings();
        RoleSettings after = current().rules(before);
        if (!after.equals(before)) {
            LOG.log(Level.INFO, "The cluster's settings in force now: {0}", after);
            orders.change(after);
        }
    }

    /** What is set, for the page. */
    public ClusterConfiguration current() {
        return properties.with(settings);
    }

    /** Keeps it on both servers; each puts it into force as soon as it knows. */
    public AdministrationResult change(ClusterConfiguration configuration) {
        try {
            return desk.change(configuration.changes());
        } catch (IllegalArgumentException e) {
            return AdministrationResult.refused(String.valueOf(e.getMessage()));
        }
    }
}
