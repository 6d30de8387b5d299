package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.duovox.configuration.ServerEntry;
import org.duovox.configuration.ejb.ServerListDesk;
import org.duovox.web.signin.Roles;

/** The list of the cluster's servers. Changes take JSON only: no other site's form can send that. */
@Path("cluster/servers")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class ServerListResource {

    @Inject
    private ServerListDesk desk;

    /** With who was not let in since the list was changed, as a sentence. */
    @GET
    public JsonObject servers() {
        JsonArrayBuilder servers = Json.createArrayBuilder();
        desk.servers().forEach(server -> servers.add(json(server)));
        JsonObjectBuilder all = Json.createObjectBuilder().add("servers", servers);
        desk.stranger().ifPresent(stranger -> all.add("refused", stranger.sentence()));
        return all.build();
    }

    private static JsonObjectBuilder json(ServerEntry entry) {
        return Json.createObjectBuilder()
                .add("member", entry.member().name())
                .add("host", entry.server().host())
                .add("mac", entry.server().mac())
                .add("description", entry.server().description())
                .add("status", entry.status().title());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(JsonObject json) {
        Body body = new Body(json);
        return Answers.of(desk.add(body.text("host"), body.text("mac"), body.text("description")));
    }

    /** With {@code "confirm": true} also while that server is in contact. */
    @POST
    @Path("{server}/remove")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response remove(@PathParam("server") String server, JsonObject json) {
        boolean confirmed = new Body(json).text("confirm").equals("true");
        return Servers.named(server, member -> Answers.done(desk.remove(member, confirmed)));
    }
}
