package org.duovox.web.administration.systemsettings;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.duovox.alert.CollectorSettings;
import org.duovox.alert.ejb.AlertDesk;
import org.duovox.configuration.ClusterConfiguration;
import org.duovox.configuration.ejb.ClusterConfigurationDesk;
import org.duovox.web.page.Notice;

/** System Settings > Service Parameters. What is set there is kept by both servers, whichever is chosen. */
@Named
@ViewScoped
public class ServiceParameters implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String ROLE_MANAGER = "Server Role Manager";

    @Inject
    private transient AlertDesk alerts;

    @Inject
    private transient ClusterConfigurationDesk cluster;

    private String server = "publisher";
    private String service = "Alert Collector";
    private String primary = "";
    private String failover = "";
    private boolean failsBack;
    private int failbackSeconds;
    private int startGraceSeconds;

    /** Shows what is set. */
    @PostConstruct
    public void look() {
        CollectorSettings collector = alerts.collectorSettings();
        primary = collector.primary();
        failover = collector.failover();
        ClusterConfiguration configuration = cluster.current();
        failsBack = configuration.failsBackAutomatically();
        failbackSeconds = configuration.failbackSeconds();
        startGraceSeconds = configuration.startGraceSeconds();
    }

    /** Keeps the parameters of the service that is chosen. */
    public void save() {
        Notice.of(
                service.equals(ROLE_MANAGER)
                        ? cluster.change(cluster.current().starting(failsBack, failbackSeconds, startGraceSeconds))
                        : alerts.change(new CollectorSettings(primary, failover)));
    }

    public String getServer() {
        return server;
    }

    public void setServer(String server) {
        this.server = server;
    }

    public String getService() {
        return service;
    }

    public void setService(String service) {
        this.service = service;
    }

    public String getPrimary() {
        return primary;
    }

    public void setPrimary(String primary) {
        this.primary = primary;
    }

    public String getFailover() {
        return failover;
    }

    public void setFailover(String failover) {
        this.failover = failover;
    }

    public boolean isFailsBack() {
        return failsBack;
    }

    public void setFailsBack(boolean failsBack) {
        this.failsBack = failsBack;
    }

    public int getFailbackSeconds() {
        return failbackSeconds;
    }

    public void setFailbackSeconds(int failbackSeconds) {
        this.failbackSeconds = failbackSeconds;
    }

    public int getStartGraceSeconds() {
        return startGraceSeconds;
    }

    public void setStartGraceSeconds(int startGraceSeconds) {
        this.startGraceSeconds = startGraceSeconds;
    }
}
