package org.duovox.web.administration.systemsettings.advanced;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.duovox.administration.AdministrationResult;
import org.duovox.cluster.RoleSettings;
import org.duovox.configuration.ClusterConfiguration;
import org.duovox.configuration.NetworkHosts;
import org.duovox.configuration.ejb.ClusterConfigurationDesk;
import org.duovox.web.page.Notice;

/** Advanced > Cluster Configuration (guide, To Customize Cluster Settings). */
@Named("clusterConfiguration")
@RequestScoped
public class ClusterConfigurationPage {

    @Inject
    private ClusterConfigurationDesk desk;

    private boolean backlogged;
    private boolean automatic;
    private boolean failsBack;
    private int failbackSeconds;
    private int startGraceSeconds;
    private String checkHosts = "";

    /** Shows what is in force. */
    @PostConstruct
    public void look() {
        show(desk.current());
    }

    private void show(ClusterConfiguration configuration) {
        backlogged = configuration.deactivatesWhenBacklogged();
        automatic = configuration.changesAutomatically();
        failsBack = configuration.failsBackAutomatically();
        failbackSeconds = configuration.failbackSeconds();
        startGraceSeconds = configuration.startGraceSeconds();
        checkHosts = NetworkHosts.text(configuration.checkHosts());
    }

    public void save() {
        Notice.of(kept());
    }

    private AdministrationResult kept() {
        try {
            return desk.change(new ClusterConfiguration(
                    backlogged,
                    automatic,
                    failsBack,
                    failbackSeconds,
                    startGraceSeconds,
                    NetworkHosts.parse(checkHosts)));
        } catch (IllegalArgumentException e) {
            return AdministrationResult.refused(String.valueOf(e.getMessage()));
        }
    }

    /** Shows the values of a new installation; they are kept when they are saved. */
    public void setToDefault() {
        show(ClusterConfiguration.of(RoleSettings.STANDARD, List.of()));
    }

    public boolean isBacklogged() {
        return backlogged;
    }

    public void setBacklogged(boolean backlogged) {
        this.backlogged = backlogged;
    }

    public boolean isAutomatic() {
        return automatic;
    }

    public void setAutomatic(boolean automatic) {
        this.automatic = automatic;
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

    public String getCheckHosts() {
        return checkHosts;
    }

    public void setCheckHosts(String checkHosts) {
        this.checkHosts = checkHosts;
    }
}
