package org.duovox.web.administration.systemsettings;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.duovox.configuration.ejb.ServerListDesk;
import org.duovox.web.page.Notice;

/** System Settings > Cluster > Add New: New Server Configuration. */
@Named
@RequestScoped
public class NewServer {

    @Inject
    private ServerListDesk desk;

    private String host = "";
    private String mac = "";
    private String description = "";

    public void save() {
        Notice.of(desk.add(host, mac, description));
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public String getMac() {
        return mac;
    }

    public void setMac(String mac) {
        this.mac = mac;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }
}
