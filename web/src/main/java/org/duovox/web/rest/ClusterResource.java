package org.duovox.web.rest;

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
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.ServerView;
import org.duovox.web.signin.Roles;

/** The two servers' identity and state, by the field's names. */
@Path("cluster")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class ClusterResource {

    @Inject
    private ClusterView cluster;

    @GET
    public JsonObject servers() {
        JsonArrayBuilder servers = Json.createArrayBuilder();
        for (Member member : Member.values()) {
            servers.add(
                    json(cluster.server(member), cluster.server(member.peer()).status()));
        }
        return Json.createObjectBuilder().add("servers", servers).build();
    }

    static JsonObjectBuilder json(ServerView server, ServerStatus peers) {
        ServerState state = ServerState.of(server.member(), server.status(), peers);
        return Json.createObjectBuilder()
                .add("member", server.member().name())
                .add("clusterMemberId", server.member() == Member.PUBLISHER ? 0 : 1)
                .add("address", server.address())
                .add("serverState", state.code())
                .add("serverStateName", state.title())
                .add("serverDisplayState", ServerState.displayCode(server.status()))
                .add("serverDisplayStateName", ServerState.displayName(server.status()))
                .add("status", server.status().title())
                .add("since", server.since().toString())
                .add("why", server.why());
    }
}
