package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.duovox.alarm.Alarm;
import org.duovox.alert.CollectorSettings;
import org.duovox.alert.MailSettings;
import org.duovox.alert.Occurrence;
import org.duovox.alert.ejb.AlertCollector;
import org.duovox.alert.ejb.AlertDesk;
import org.duovox.web.signin.Roles;

/** The alarms of both servers, what can be raised, and where mails about them go. */
@Path("alarms")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AlarmsResource {

    private static final int STANDARD_PORT = 25;

    @Inject
    private AlertDesk desk;

    @Inject
    private AlertCollector collector;

    /** The newest first. */
    @GET
    public JsonArray history(@QueryParam("limit") @DefaultValue("200") int limit) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (Occurrence occurrence : desk.history(limit)) {
            all.add(Json.createObjectBuilder()
                    .add("id", occurrence.id())
                    .add("number", occurrence.number())
                    .add("alarm", occurrence.name())
                    .add("severity", occurrence.severity().title())
                    .add("server", occurrence.server().name())
                    .add("at", occurrence.at().toString())
                    .add("why", occurrence.why())
                    .add("alert", occurrence.alert().name())
                    .add("mail", occurrence.mail().name())
                    .add("messageId", occurrence.messageId()));
        }
        return all.build();
    }

    @GET
    @Path("definitions")
    public JsonArray definitions() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (Alarm alarm : Alarm.values()) {
            all.add(Json.createObjectBuilder()
                    .add("alarm", alarm.name())
                    .add("severity", alarm.severity().title())
                    .add("explanation", alarm.explanation())
                    .add("recommendedAction", alarm.recommendedAction()));
        }
        return all.build();
    }

    /** Says where mails go; an empty host means that none is sent. */
    @POST
    @Path("mail-server")
    public Response mailServer(JsonObject json) {
        Body body = new Body(json);
        String port = body.text("port");
        if (!port.matches("[0-9]{0,5}")) {
            return Answers.error(Response.Status.CONFLICT, "A port is a number from 1 to 65535; it is usually 25.");
        }
        return Answers.done(desk.change(new MailSettings(
                body.text("host"),
                port.isEmpty() ? STANDARD_PORT : Integer.parseInt(port),
                body.text("sender"),
                body.text("recipients"))));
    }

    /** As {@link #collector(JsonObject)} takes it, and whether the server that is asked sends the mails now. */
    @GET
    @Path("collector")
    public JsonObject collector() {
        CollectorSettings settings = desk.collectorSettings();
        return Json.createObjectBuilder()
                .add("primary", settings.primary())
                .add("failover", settings.failover())
                .add("collectingHere", collector.collects())
                .build();
    }

    /** Which server sends the mails in normal times ("primary"), and which one else ("failover"; may be empty). */
    @POST
    @Path("collector")
    public Response collector(JsonObject json) {
        Body body = new Body(json);
        return Answers.done(desk.change(new CollectorSettings(body.text("primary"), body.text("failover"))));
    }
}
