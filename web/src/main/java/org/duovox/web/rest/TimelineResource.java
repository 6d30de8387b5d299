package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.TimelineStep;
import org.duovox.web.signin.Roles;

/** The last steps of changes of status on both servers, newest first. */
@Path("cluster/timeline")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class TimelineResource {

    @Inject
    private ClusterView cluster;

    @GET
    public JsonObject timeline() {
        JsonArrayBuilder steps = Json.createArrayBuilder();
        for (TimelineStep step : cluster.timeline()) {
            steps.add(Json.createObjectBuilder()
                    .add("at", step.at().toString())
                    .add("member", step.server().name())
                    .add("kind", step.kind().name())
                    .add("what", step.what())
                    .add("why", step.why()));
        }
        return Json.createObjectBuilder().add("steps", steps).build();
    }
}
