package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.cluster.OrderOutcome;
import org.duovox.cluster.RoleOrders;
import org.duovox.maintenance.ejb.MaintenanceDesk;
import org.duovox.port.ejb.PortOrders;
import org.duovox.service.DropsCalls;
import org.duovox.web.signin.Roles;

/**
 * An administrator's orders for a server's status and ports, whichever of the two is asked. Each takes JSON only, though most need
 * none: no other site's form can send that.
 */
@Path("cluster/{server}")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StatusOrdersResource {

    @Inject
    private RoleOrders orders;

    @Inject
    private PortOrders ports;

    @Inject
    private MaintenanceDesk maintenance;

    @Inject
    private ClusterView cluster;

    @PathParam("server")
    private String server = "";

    @POST
    @Path("make-primary")
    public Response makePrimary() {
        return order(orders::makePrimary);
    }

    @POST
    @Path("deactivate")
    public Response deactivate(JsonObject json) {
        boolean confirmed = new Body(json).text("confirm").equals("true");
        return named(member -> {
            int calls = cluster.server(member).figures().callsInProgress();
            return calls > 0 && !confirmed
                    ? Answers.error(Response.Status.CONFLICT, DropsCalls.deactivating(member, calls))
                    : Orders.await(orders.deactivate(member));
        });
    }

    @POST
    @Path("stop-taking-calls")
    public Response stopTakingCalls() {
        return named(member -> Answers.done(ports.stopTakingCalls(member)));
    }

    @POST
    @Path("take-calls")
    public Response takeCalls() {
        return named(member -> Answers.done(ports.takeCalls(member)));
    }

    @POST
    @Path("activate")
    public Response activate() {
        return order(orders::activate);
    }

    /** Stops taking calls, waits until none is in progress, makes the other server Primary, and deactivates this one. */
    @POST
    @Path("prepare-maintenance")
    public Response prepareMaintenance() {
        return named(member -> Answers.done(maintenance.prepare(member)));
    }

    @POST
    @Path("end-maintenance")
    public Response endMaintenance() {
        return named(member -> Answers.done(maintenance.end(member)));
    }

    private Response order(Function<Member, CompletionStage<OrderOutcome>> order) {
        return named(member -> Orders.await(order.apply(member)));
    }

    private Response named(Function<Member, Response> order) {
        return Servers.named(server, order);
    }
}
