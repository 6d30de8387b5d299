package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.duovox.cluster.Member;
import org.duovox.comparison.ComparisonReport;
import org.duovox.comparison.ComparisonReport.Round;
import org.duovox.comparison.ejb.ComparisonDesk;
import org.duovox.comparison.ejb.OverwriteDesk;
import org.duovox.settings.DailyTime;
import org.duovox.web.signin.Roles;

/** What either server found when it compared the data; whichever is asked. */
@Path("cluster/{server}/comparison")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class ComparisonResource {

    @Inject
    private ComparisonDesk desk;

    @Inject
    private OverwriteDesk overwrite;

    @GET
    public Response report(@PathParam("server") String server) {
        return Servers.named(server, member -> answer(member, desk.report(member)));
    }

    /** Begins anew on both servers. */
    @POST
    public Response begin(@PathParam("server") String server) {
        return Servers.named(server, member -> answer(member, desk.begin()));
    }

    /** When both servers compare without an order to, by "from" and "to". */
    @POST
    @Path("hours")
    public Response hours(@PathParam("server") String server, JsonObject json) {
        if (!json.containsKey("from") || !json.containsKey("to")) {
            return Answers.error(Response.Status.BAD_REQUEST, "Say \"from\" and \"to\", such as 01:00.");
        }
        Body body = new Body(json);
        return Servers.named(server, member -> Answers.done(desk.changeHours(body.text("from"), body.text("to"))));
    }

    /** Has that server's data replaced by the other's at its next start. */
    @POST
    @Path("overwrite")
    public Response overwrite(@PathParam("server") String server) {
        return Servers.named(server, member -> Orders.await(overwrite.order(member, true)));
    }

    /** Takes that order back. */
    @POST
    @Path("keep")
    public Response keep(@PathParam("server") String server) {
        return Servers.named(server, member -> Orders.await(overwrite.order(member, false)));
    }

    private JsonObject hours() {
        DailyTime hours = desk.hours();
        return Json.createObjectBuilder()
                .add("from", hours.from().toString())
                .add("to", hours.to().toString())
                .build();
    }

    private Response answer(Member member, CompletionStage<ComparisonReport> report) {
        return Orders.ask(report)
                .map(found -> json(found, hours()))
                .map(json -> Response.ok(json).build())
                .orElseGet(() -> Orders.notReached(member));
    }

    private static JsonObject json(ComparisonReport report, JsonObject hours) {
        JsonArrayBuilder findings = Json.createArrayBuilder();
        report.findings()
                .forEach(finding -> findings.add(Json.createObjectBuilder()
                        .add("at", finding.at().toString())
                        .add("what", finding.what())));
        JsonObjectBuilder json = Json.createObjectBuilder();
        add(json, "records", report.records());
        add(json, "audio", report.audio());
        return json.add("findings", findings)
                .add("hours", hours)
                .add("overwrittenAtNextStart", report.overwritten())
                .build();
    }

    /** Nothing is said of a round that has not been completed. */
    private static void add(JsonObjectBuilder json, String what, Optional<Round> round) {
        round.ifPresent(ended -> json.add(
                what,
                Json.createObjectBuilder()
                        .add("ended", ended.ended().toString())
                        .add("count", ended.count())));
    }
}
