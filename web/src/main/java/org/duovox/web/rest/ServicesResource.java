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
import java.util.List;
import java.util.Optional;
import org.duovox.cluster.Member;
import org.duovox.service.Service;
import org.duovox.service.ServiceOrder;
import org.duovox.service.ServiceReport;
import org.duovox.service.ServiceRequest;
import org.duovox.service.ejb.ServiceDesk;
import org.duovox.web.signin.Roles;

/** The services of either server, whichever is asked. Orders take JSON only: no other site's form can send that. */
@Path("cluster/{server}/services")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class ServicesResource {

    @Inject
    private ServiceDesk desk;

    @PathParam("server")
    private String server = "";

    @GET
    public Response services() {
        return Servers.named(server, this::list);
    }

    private Response list(Member member) {
        return Orders.ask(desk.reports(member))
                .map(ServicesResource::json)
                .map(json -> Response.ok(json).build())
                .orElseGet(() -> Orders.notReached(member));
    }

    /** Start, stop, activate or deactivate; with {@code "confirm": true} also when that drops calls. */
    @POST
    @Path("{service}/{order}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response order(@PathParam("service") String service, @PathParam("order") String order, JsonObject json) {
        Optional<Service> which = Service.of(service);
        Optional<ServiceOrder> what = ServiceOrder.of(order);
        if (which.isEmpty() || what.isEmpty()) {
            return Answers.error(
                    Response.Status.NOT_FOUND,
                    which.isEmpty() ? "There is no such service." : "Say start, stop, activate or deactivate.");
        }
        boolean confirmed = new Body(json).text("confirm").equals("true");
        return Servers.named(
                server,
                member -> Orders.await(desk.order(member, new ServiceRequest(which.get(), what.get(), confirmed))));
    }

    private static JsonObject json(List<ServiceReport> reports) {
        JsonArrayBuilder services = Json.createArrayBuilder();
        for (ServiceReport report : reports) {
            JsonObjectBuilder each = Json.createObjectBuilder()
                    .add("service", report.service().word())
                    .add("name", report.service().title())
                    .add("group", report.service().group().title())
                    .add("activated", report.activated())
                    .add("state", report.state().name())
                    .add("canBeStopped", report.service().canBeStopped())
                    .add("canBeDeactivated", report.service().canBeDeactivated());
            report.since().ifPresent(at -> each.add("runningSince", at.toString()));
            services.add(each);
        }
        return Json.createObjectBuilder().add("services", services).build();
    }
}
