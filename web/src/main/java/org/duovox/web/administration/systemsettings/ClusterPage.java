package org.duovox.web.administration.systemsettings;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.Stranger;
import org.duovox.configuration.ServerEntry;
import org.duovox.configuration.ejb.ServerListDesk;
import org.duovox.web.page.Clicked;
import org.duovox.web.page.Notice;

/** System Settings > Cluster: Find and List Servers (guide, To Configure the Cluster). */
@Named
@ViewScoped
public class ClusterPage implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ServerListDesk desk;

    private String wanted = "";
    private String filter = "";

    public void find() {
        filter = wanted;
    }

    public void clear() {
        wanted = "";
        filter = "";
    }

    public List<Line> getServers() {
        return desk.servers().stream()
                .filter(server -> server.matches(filter))
                .map(server -> new Line(
                        server,
                        server.member() == Member.SUBSCRIBER && desk.deletesHere(),
                        desk.questionBeforeRemoving()))
                .toList();
    }

    /** Why Add New cannot be chosen; "" when it can. */
    public String getNotAdding() {
        return desk.notAdding().orElse("");
    }

    /** Who was not let in since the list was changed; "" for nobody. */
    public String getStranger() {
        return desk.stranger().map(Stranger::sentence).orElse("");
    }

    public String addNew() {
        return "/administration/system-settings/new-server.xhtml?faces-redirect=true";
    }

    /**
     * Deletes a server; the administrator has confirmed. The request says whether the question named it as in contact: if it did
     * not, and it is by now, it is asked anew.
     */
    public void delete(String word) {
        boolean contact = Clicked.parameter("contact").equals("true");
        Member.of(word).map(member -> desk.remove(member, contact)).ifPresent(Notice::of);
    }

    public String getWanted() {
        return wanted;
    }

    public void setWanted(String wanted) {
        this.wanted = wanted;
    }

    /** A server as a row. */
    public record Line(ServerEntry entry, boolean deletable, String question) {

        public String getHost() {
            return entry.server().host();
        }

        public String getDescription() {
            return entry.server().description();
        }

        public String getMac() {
            return entry.server().mac();
        }

        public String getType() {
            return entry.member() == Member.PUBLISHER ? "Publisher" : "Subscriber";
        }

        public String getWord() {
            return entry.member().word();
        }

        public String getStatus() {
            return entry.status().title();
        }

        public String getStatusWord() {
            return entry.status().name();
        }

        public boolean isContact() {
            return entry.status() != ServerStatus.NOT_FUNCTIONING;
        }

        public boolean isDeletable() {
            return deletable;
        }

        public String getQuestion() {
            return question;
        }
    }
}
