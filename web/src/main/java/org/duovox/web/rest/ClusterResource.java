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
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.cluster.OrderOutcome;
import org.duovox.cluster.RoleOrders;
import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.ServerView;
import org.duovox.cluster.TimelineStep;
import org.duovox.web.signin.Roles;

/** The two servers' identity and state, and an administrator's orders for either of them, whichever is asked. */
@Path("cluster")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class ClusterResource {

    /** An order's outcome is known after 15 s. */
    private static final int PATIENCE_SECONDS = 17;

    @Inject
    private ClusterView cluster;

    @Inject
    private RoleOrders orders;

    @GET
    public JsonObject servers() {
        JsonArrayBuilder servers = Json.createArrayBuilder();
        for (Member member : Member.values()) {
            servers.add(
                    json(cluster.server(member), cluster.server(member.peer()).status()));
        }
        return Json.createObjectBuilder().add("servers", servers).build();
    }

    /** The last steps of both servers, newest first. */
    @GET
    @Path("timeline")
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

    /** Takes JSON only, though it needs none: no other site's form can send that. */
    @POST
    @Path("{server}/{action}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response order(@PathParam("server") String server, @PathParam("action") String action) {
        Optional<Member> member = Arrays.stream(Member.values())
                .filter(each -> each.word().equals(server))
                .findFirst();
        Optional<CompletionStage<OrderOutcome>> outcome = member.flatMap(found -> switch (action) {
            case "make-primary" -> Optional.of(orders.makePrimary(found));
            case "deactivate" -> Optional.of(orders.deactivate(found));
            case "activate" -> Optional.of(orders.activate(found));
            default -> Optional.empty();
        });
        return outcome.map(ClusterResource::await)
                .orElseGet(() -> Answers.error(
                        Response.Status.NOT_FOUND,
                        "A server is publisher or subscriber, and there is no such action."));
    }

    private static Response await(CompletionStage<OrderOutcome> outcome) {
        try {
            return answer(outcome.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notKnown();
        } catch (ExecutionException | TimeoutException e) {
            return notKnown();
        }
    }

    static Response answer(OrderOutcome outcome) {
        return outcome.done()
                ? Response.ok(Answers.object("done", outcome.sentence())).build()
                : Answers.error(Response.Status.CONFLICT, outcome.sentence());
    }

    private static Response notKnown() {
        return Answers.error(
                Response.Status.CONFLICT, "It is not known in time what became of it; look at the status.");
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
