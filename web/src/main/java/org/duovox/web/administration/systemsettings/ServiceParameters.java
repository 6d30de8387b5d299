package org.duovox.web.administration.systemsettings;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.duovox.administration.AdministrationResult;
import org.duovox.alert.CollectorSettings;
import org.duovox.alert.ejb.AlertDesk;

/** System Settings > Service Parameters. What is set there is kept by both servers, whichever is chosen. */
@Named
@RequestScoped
public class ServiceParameters {

    @Inject
    private AlertDesk alerts;

    private String server = "publisher";
    private String service = "Alert Collector";
    private String primary = "";
    private String failover = "";

    /** Shows what is set. */
    @PostConstruct
    public void look() {
        CollectorSettings collector = alerts.collectorSettings();
        primary = collector.primary();
        failover = collector.failover();
    }

    public void save() {
        AdministrationResult result = alerts.change(new CollectorSettings(primary, failover));
        FacesContext.getCurrentInstance()
                .addMessage(
                        null,
                        new FacesMessage(
                                result.done() ? FacesMessage.SEVERITY_INFO : FacesMessage.SEVERITY_ERROR,
                                result.sentence(),
                                null));
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
}
