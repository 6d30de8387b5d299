package org.duovox.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.util.List;
import org.duovox.web.signin.Roles;

/** The consoles and their pages, in the order of the menu: the one list of them. */
@Named
@RequestScoped
public class Navigation {

    private static final List<Group> ADMINISTRATOR = List.of(
            new Group(
                    "Administration: System Settings",
                    List.of(
                            new Entry("Cluster", "/administration/system-settings/cluster.xhtml"),
                            new Entry("Service Parameters", "/administration/system-settings/service-parameters.xhtml"),
                            new Entry(
                                    "Advanced > Cluster Configuration",
                                    "/administration/system-settings/advanced/cluster-configuration.xhtml"))),
            new Group(
                    "Serviceability: Alarm",
                    List.of(new Entry("Definitions", "/serviceability/alarm/definitions.xhtml"))),
            new Group(
                    "Serviceability: Tools",
                    List.of(
                            new Entry("Cluster Management", "/serviceability/tools/cluster-management.xhtml"),
                            new Entry("Service Management", "/serviceability/tools/service-management.xhtml"),
                            new Entry("Port Monitor", "/serviceability/tools/port-monitor.xhtml"),
                            new Entry("Data Comparison", "/serviceability/tools/data-comparison.xhtml"),
                            new Entry("Split Brain Recovery", "/serviceability/tools/split-brain-recovery.xhtml"),
                            new Entry("Alert Central", "/serviceability/tools/alert-central.xhtml"))));

    private static final List<Group> USER =
            List.of(new Group("Messages", List.of(new Entry("Inbox", "/inbox/inbox.xhtml"))));

    /** Pages below one heading. */
    public record Group(String title, List<Entry> entries) {

        public Group {
            entries = List.copyOf(entries);
        }

        public String getTitle() {
            return title;
        }

        public List<Entry> getEntries() {
            return entries;
        }
    }

    /** A page. */
    public record Entry(String title, String path) {

        public String getTitle() {
            return title;
        }

        public String getPath() {
            return path;
        }

        /** Whether it is the one that is shown. */
        public boolean isHere() {
            return path.equals(FacesContext.getCurrentInstance().getViewRoot().getViewId());
        }
    }

    /** What whoever is signed in may see; nothing for nobody. */
    public List<Group> getGroups() {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        if (external.isUserInRole(Roles.ADMINISTRATOR)) {
            return ADMINISTRATOR;
        }
        return external.isUserInRole(Roles.USER) ? USER : List.of();
    }
}
