package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.duovox.configuration.ClusterConfiguration;
import org.duovox.configuration.NetworkHosts;
import org.duovox.configuration.ejb.ClusterConfigurationDesk;
import org.duovox.web.signin.Roles;

/** What the page Cluster Configuration sets. */
@Path("cluster/configuration")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConfigurationResource {

    @Inject
    private ClusterConfigurationDesk desk;

    @GET
    public JsonObject configuration() {
        ClusterConfiguration now = desk.current();
        return Json.createObjectBuilder()
                .add("deactivateWhenBacklogged", now.deactivatesWhenBacklogged())
                .add("changeStatusAutomatically", now.changesAutomatically())
                .add("failBackAutomatically", now.failsBackAutomatically())
                .add("failbackSeconds", now.failbackSeconds())
                .add("startGraceSeconds", now.startGraceSeconds())
                .add("checkHosts", NetworkHosts.text(now.checkHosts()))
                .build();
    }

    /** Sets what is named in the body; the rest stays as it is. */
    @POST
    public Response change(JsonObject json) {
        Body body = new Body(json);
        ClusterConfiguration now = desk.current();
        try {
            return Answers.done(desk.change(new ClusterConfiguration(
                    flag(body, "deactivateWhenBacklogged", now.deactivatesWhenBacklogged()),
                    flag(body, "changeStatusAutomatically", now.changesAutomatically()),
                    flag(body, "failBackAutomatically", now.failsBackAutomatically()),
                    seconds(body, "failbackSeconds", now.failbackSeconds()),
                    seconds(body, "startGraceSeconds", now.startGraceSeconds()),
                    json.containsKey("checkHosts") ? NetworkHosts.parse(body.text("checkHosts")) : now.checkHosts())));
        } catch (IllegalArgumentException e) {
            return Answers.error(Response.Status.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    private static boolean flag(Body body, String name, boolean now) {
        return switch (body.text(name)) {
            case "" -> now;
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + " is true or false.");
        };
    }

    private static int seconds(Body body, String name, int now) {
        String text = body.text(name);
        if (!text.matches("[0-9]{0,5}")) {
            throw new IllegalArgumentException(name + " is a number of seconds.");
        }
        return text.isEmpty() ? now : Integer.parseInt(text);
    }
}
