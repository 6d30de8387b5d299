package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duovox.administration.AdministrationResult;
import org.duovox.alarm.Alarm;
import org.duovox.alert.AlertAction;
import org.duovox.alert.AlertState;
import org.duovox.alert.ejb.AlertDesk;
import org.duovox.cluster.Member;
import org.duovox.web.signin.Roles;

/**
 * Alert Central for programs: how each alert stands, its properties, clear, suspend, resume, reset. Orders take JSON only: no
 * other site's form can send that.
 */
@Path("alerts")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AlertsResource {

    @Inject
    private AlertDesk desk;

    /** Where all are suspended, and each with its properties. */
    @GET
    public JsonObject alerts() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        desk.alerts().forEach(state -> all.add(json(state)));
        return Json.createObjectBuilder()
                .add("suspended", words(desk.suspended()))
                .add("alerts", all)
                .build();
    }

    @GET
    @Path("{alert}")
    public Response alert(@PathParam("alert") String alert) {
        return desk.alerts().stream()
                .filter(state -> state.alarm().name().equals(alert))
                .findFirst()
                .map(state -> Response.ok(json(state).build()).build())
                .orElseGet(AlertsResource::unknown);
    }

    /** Changes the properties that are named, all or none. */
    @POST
    @Path("{alert}")
    public Response set(@PathParam("alert") String alert, JsonObject json) {
        Body body = new Body(json);
        Map<String, String> texts = new HashMap<>();
        json.keySet().forEach(name -> texts.put(name, body.text(name)));
        return change(alert, alarm -> desk.setProperties(alarm, texts));
    }

    /** Clear or reset; suspend and resume on one server if the body names one as "server", else cluster-wide. */
    @POST
    @Path("{alert}/{order}")
    public Response order(@PathParam("alert") String alert, @PathParam("order") String order, JsonObject json) {
        return switch (order) {
            case "clear" -> change(alert, desk::clear);
            case "reset" -> change(alert, desk::setToDefault);
            case "suspend", "resume" -> change(alert, alarm -> suspend(Optional.of(alarm), order, json));
            default -> Answers.error(Response.Status.NOT_FOUND, "Say clear, reset, suspend or resume of an alert.");
        };
    }

    /** The same for all alerts. */
    @POST
    @Path("all/{order}")
    public Response orderAll(@PathParam("order") String order, JsonObject json) {
        return switch (order) {
            case "clear" -> Answers.done(desk.clearAll());
            case "suspend", "resume" -> Answers.done(suspend(Optional.empty(), order, json));
            default -> Answers.error(Response.Status.NOT_FOUND, "Say clear, suspend or resume of all alerts.");
        };
    }

    /** Those that are set up; the action Default has the recipients of the mail server's settings. */
    @GET
    @Path("actions")
    public JsonArray actions() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        desk.actions()
                .forEach(action -> all.add(Json.createObjectBuilder()
                        .add("action", action.name())
                        .add("recipients", action.recipients())));
        return all.build();
    }

    /** In place of all that are set up. */
    @PUT
    @Path("actions")
    public Response setActions(JsonArray json) {
        List<AlertAction> actions = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            if (!(json.get(i) instanceof JsonObject object)) {
                return Answers.error(Response.Status.CONFLICT, "Say a list of objects with action and recipients.");
            }
            Body body = new Body(object);
            actions.add(new AlertAction(body.text("action"), body.text("recipients")));
        }
        return Answers.done(desk.change(actions));
    }

    private AdministrationResult suspend(Optional<Alarm> alarm, String order, JsonObject json) {
        String word = new Body(json).text("server");
        Set<Member> servers = EnumSet.noneOf(Member.class);
        Stream.of(Member.values())
                .filter(member -> word.isEmpty() || word.equals(member.word()))
                .forEach(servers::add);
        if (servers.isEmpty()) {
            return AdministrationResult.refused("A server is the publisher or the subscriber; none named means both.");
        }
        return order.equals("suspend") ? desk.suspend(alarm, servers) : desk.resume(alarm, servers);
    }

    private static Response change(String alert, Function<Alarm, AdministrationResult> change) {
        return Alarm.of(alert).map(alarm -> Answers.done(change.apply(alarm))).orElseGet(AlertsResource::unknown);
    }

    private static Response unknown() {
        return Answers.error(Response.Status.NOT_FOUND, "There is no such alert.");
    }

    private JsonObjectBuilder json(AlertState state) {
        JsonObjectBuilder properties = Json.createObjectBuilder();
        desk.properties(state.alarm()).forEach(properties::add);
        return Json.createObjectBuilder()
                .add("alert", state.alarm().name())
                .add("inSafeRange", state.isInSafeRange())
                .add("suspended", words(state.suspended()))
                .add(
                        "lastOccurrence",
                        state.last().map(last -> last.at().toString()).orElse(""))
                .add(
                        "lastAlert",
                        state.lastAlert().map(last -> last.at().toString()).orElse(""))
                .add("properties", properties);
    }

    private static JsonArrayBuilder words(Set<Member> servers) {
        JsonArrayBuilder words = Json.createArrayBuilder();
        servers.stream().sorted().map(Member::word).forEach(words::add);
        return words;
    }
}
