package org.duovox.web.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Duty;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerFigures;
import org.duovox.cluster.ServerRole;
import org.duovox.cluster.ServerView;
import org.duovox.cluster.StatusChange;
import org.duovox.web.signin.Roles;

/** The cluster as this server sees it. */
@Path("")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {

    @Inject
    private ClusterView cluster;

    @Inject
    private ServerRole role;

    /** For load balancers and start scripts: 200 when this server serves, else 503. Says nothing more to strangers. */
    @GET
    @Path("ready")
    @PermitAll
    public Response ready() {
        boolean serves = role.has(Duty.SERVE_CLIENTS);
        JsonObject body = Json.createObjectBuilder()
                .add("ready", serves)
                .add("status", role.status().name())
                .build();
        return Response.status(serves ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(body)
                .build();
    }

    @GET
    @Path("status")
    @RolesAllowed(Roles.ADMINISTRATOR)
    public JsonObject status() {
        JsonArrayBuilder servers = Json.createArrayBuilder();
        for (Member member : Member.values()) {
            servers.add(json(cluster.server(member)));
        }
        JsonArrayBuilder changes = Json.createArrayBuilder();
        for (StatusChange change : cluster.changes()) {
            changes.add(Json.createObjectBuilder()
                    .add("at", change.at().toString())
                    .add("member", change.member().name())
                    .add("before", change.before().name())
                    .add("now", change.now().name())
                    .add("why", change.why()));
        }
        return Json.createObjectBuilder()
                .add("servers", servers)
                .add("changes", changes)
                .build();
    }

    private JsonObjectBuilder json(ServerView server) {
        ServerFigures figures = server.figures();
        return Json.createObjectBuilder()
                .add("member", server.member().name())
                .add("address", server.address())
                .add("status", server.status().name())
                .add("title", server.status().title())
                .add("self", server.member() == cluster.self())
                .add("since", server.since().toString())
                .add("why", server.why())
                .add("version", server.version())
                .add("portsTotal", figures.portsTotal())
                .add("portsInService", figures.portsInService())
                .add("takingCalls", figures.takingCalls())
                .add("callsInProgress", figures.callsInProgress())
                .add("backlogEntries", figures.backlogEntries())
                .add("lagMillis", figures.lagMillis())
                .add("singleCopyMessages", figures.singleCopyMessages());
    }
}
