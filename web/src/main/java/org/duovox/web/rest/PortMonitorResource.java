package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.duovox.call.ejb.PortMonitorDesk;
import org.duovox.port.PortActivity;
import org.duovox.web.signin.Roles;

/** What happens on the ports of either server, whichever is asked. */
@Path("cluster/{server}/ports")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class PortMonitorResource {

    @Inject
    private PortMonitorDesk desk;

    @GET
    public Response ports(@PathParam("server") String server) {
        return Servers.named(
                server,
                member -> Orders.ask(desk.ports(member))
                        .map(PortMonitorResource::json)
                        .map(json -> Response.ok(json).build())
                        .orElseGet(() -> Orders.notReached(member)));
    }

    private static JsonObject json(List<PortActivity> rows) {
        JsonArrayBuilder ports = Json.createArrayBuilder();
        for (PortActivity row : rows) {
            ports.add(Json.createObjectBuilder()
                    .add("name", row.name())
                    .add("caller", row.caller())
                    .add("called", row.called())
                    .add("reason", row.reason())
                    .add("redirecting", row.redirecting())
                    .add("lastRedirecting", row.lastRedirecting())
                    .add("applicationStatus", row.application())
                    .add("displayStatus", row.display())
                    .add("conversationStatus", row.conversation())
                    .add("connectedTo", row.connectedTo()));
        }
        return Json.createObjectBuilder().add("ports", ports).build();
    }
}
