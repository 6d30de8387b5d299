package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.util.function.Function;
import org.duovox.cluster.Member;
import org.duovox.cluster.OrderOutcome;
import org.duovox.cluster.RoleOrders;
import org.duovox.web.signin.Roles;

/**
 * An administrator's orders for a server's status, whichever of the two is asked. Each takes JSON only, though it needs none: no
 * other site's form can send that.
 */
@Path("cluster/{server}")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StatusOrdersResource {

    /** An order's outcome is known after 15 s. */
    private static final int PATIENCE_SECONDS = 17;

    @Inject
    private RoleOrders orders;

    @PathParam("server")
    private String server = "";

    @POST
    @Path("make-primary")
    public Response makePrimary() {
        return order(orders::makePrimary);
    }

    @POST
    @Path("deactivate")
    public Response deactivate() {
        return order(orders::deactivate);
    }

    @POST
    @Path("activate")
    public Response activate() {
        return order(orders::activate);
    }

    private Response order(Function<Member, CompletionStage<OrderOutcome>> order) {
        Optional<Member> member = Arrays.stream(Member.values())
                .filter(each -> each.word().equals(server))
                .findFirst();
        return member.map(found -> await(order.apply(found)))
                .orElseGet(() -> Answers.error(
                        Response.Status.NOT_FOUND, "There is no such server; say publisher or subscriber."));
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

    private static Response answer(OrderOutcome outcome) {
        return outcome.done()
                ? Response.ok(Answers.object("done", outcome.sentence())).build()
                : Answers.error(Response.Status.CONFLICT, outcome.sentence());
    }

    private static Response notKnown() {
        return Answers.error(
                Response.Status.CONFLICT, "It is not known in time what became of it; look at the status.");
    }
}
