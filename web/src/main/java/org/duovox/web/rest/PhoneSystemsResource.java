package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.duovox.administration.AdministrationRequest.Kind;
import org.duovox.administration.ejb.AdministrationDesk;
import org.duovox.data.PhoneSystemFields;
import org.duovox.data.PortFields;
import org.duovox.data.PortGroupFields;
import org.duovox.phonesystem.PhoneSystem;
import org.duovox.phonesystem.PhoneSystems;
import org.duovox.phonesystem.PortGroup;
import org.duovox.port.VoicePort;
import org.duovox.port.VoicePorts;
import org.duovox.web.signin.Roles;

/** Phone systems, their port groups and the voice messaging ports. */
@Path("")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PhoneSystemsResource {

    @Inject
    private AdministrationDesk desk;

    @Inject
    private PhoneSystems phoneSystems;

    @Inject
    private VoicePorts ports;

    @GET
    @Path("phonesystems")
    public JsonArray phoneSystems() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (PhoneSystem phoneSystem : phoneSystems.all()) {
            all.add(Json.createObjectBuilder().add("id", phoneSystem.id()).add("name", phoneSystem.name()));
        }
        return all.build();
    }

    @POST
    @Path("phonesystems")
    public Response addPhoneSystem(JsonObject json) {
        return Answers.of(desk.add(Kind.ADD_PHONE_SYSTEM, Map.of(PhoneSystemFields.NAME, new Body(json).text("name"))));
    }

    @GET
    @Path("portgroups")
    public JsonArray portGroups() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (PortGroup group : phoneSystems.portGroups()) {
            all.add(Json.createObjectBuilder()
                    .add("id", group.id())
                    .add("name", group.name())
                    .add("phoneSystem", group.phoneSystem())
                    .add("host", group.host())
                    .add("sipPort", group.sipPort())
                    .add("transport", group.transport().name().toLowerCase(Locale.ROOT))
                    .add("mwiEnabled", group.mwiEnabled()));
        }
        return all.build();
    }

    @POST
    @Path("portgroups")
    public Response addPortGroup(JsonObject json) {
        Body body = new Body(json);
        Map<String, String> values = new HashMap<>();
        values.put(PortGroupFields.NAME, body.text("name"));
        values.put(PortGroupFields.PHONE_SYSTEM, body.text("phoneSystem"));
        values.put(PortGroupFields.HOST, body.text("host"));
        values.put(PortGroupFields.SIP_PORT, body.text("sipPort"));
        values.put(PortGroupFields.TRANSPORT, body.text("transport"));
        values.put(PortGroupFields.MWI_ENABLED, body.text("mwiEnabled"));
        return Answers.of(desk.add(Kind.ADD_PORT_GROUP, values));
    }

    @GET
    @Path("ports")
    public JsonArray ports() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (VoicePort port : ports.all()) {
            all.add(Json.createObjectBuilder()
                    .add("id", port.id())
                    .add("name", port.name())
                    .add("portGroup", port.portGroup())
                    .add("server", port.server().name())
                    .add("enabled", port.enabled())
                    .add("answersCalls", port.answersCalls()));
        }
        return all.build();
    }

    @POST
    @Path("ports")
    public Response addPorts(JsonObject json) {
        Body body = new Body(json);
        return Answers.of(desk.add(
                Kind.ADD_PORTS,
                Map.of(
                        PortFields.PORT_GROUP,
                        body.text("portGroup"),
                        PortFields.SERVER,
                        body.text("server"),
                        "count",
                        body.text("count"))));
    }
}
