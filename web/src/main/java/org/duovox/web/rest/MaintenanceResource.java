package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.duovox.maintenance.Maintenance;
import org.duovox.maintenance.ejb.MaintenanceDesk;
import org.duovox.web.signin.Roles;

/** A class of its own: within {@link ClusterResource} the path would be taken for a server's name (Jakarta REST 3.1, 3.7.2). */
@Path("cluster/maintenance")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class MaintenanceResource {

    @Inject
    private MaintenanceDesk maintenance;

    /** How far the maintenance of a server is; an empty sentence when there is none. */
    @GET
    public JsonObject maintenance() {
        Maintenance now = maintenance.current();
        return Json.createObjectBuilder()
                .add("server", now instanceof Maintenance.Of of ? of.server().word() : "")
                .add("ends", now instanceof Maintenance.Of of && of.ends())
                .add("sentence", maintenance.sentence())
                .build();
    }
}
