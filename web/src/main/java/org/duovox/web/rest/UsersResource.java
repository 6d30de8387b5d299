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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.duovox.administration.AdministrationRequest.Kind;
import org.duovox.administration.ejb.AdministrationDesk;
import org.duovox.data.UserFields;
import org.duovox.user.Pin;
import org.duovox.user.SignIn;
import org.duovox.user.User;
import org.duovox.user.Users;
import org.duovox.web.signin.Roles;

/** Users. */
@Path("users")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

    private static final int MOST = 10_000;

    @Inject
    private AdministrationDesk desk;

    @Inject
    private Users users;

    @Inject
    private SignIn signIn;

    @GET
    public JsonArray list() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (User user : users.all(MOST)) {
            all.add(Json.createObjectBuilder()
                    .add("id", user.id().value())
                    .add("extension", user.extension().digits())
                    .add("name", user.displayName())
                    .add("phoneSystem", user.phoneSystem())
                    .add("wrongPins", user.wrongPins())
                    .add("lockedUntil", user.lockedUntil().toString()));
        }
        return all.build();
    }

    @POST
    public Response add(JsonObject json) {
        Body body = new Body(json);
        Optional<Pin> pin = Pin.of(body.text("pin"));
        if (pin.isEmpty()) {
            return Answers.error(Response.Status.BAD_REQUEST, "A PIN has 4 to 32 digits.");
        }
        Map<String, String> values = new HashMap<>();
        values.put(UserFields.EXTENSION, body.text("extension"));
        values.put(UserFields.NAME, body.text("name"));
        values.put(UserFields.PHONE_SYSTEM, body.text("phoneSystem"));
        values.put(UserFields.PIN_HASH, signIn.hash(pin.get()));
        return Answers.of(desk.add(Kind.ADD_USER, values));
    }

    @PUT
    @Path("{extension}/pin")
    public Response changePin(@PathParam("extension") String extension, JsonObject json) {
        Optional<Pin> pin = Pin.of(new Body(json).text("pin"));
        if (pin.isEmpty()) {
            return Answers.error(Response.Status.BAD_REQUEST, "A PIN has 4 to 32 digits.");
        }
        return Answers.of(desk.add(
                Kind.SET_PIN, Map.of(UserFields.EXTENSION, extension, UserFields.PIN_HASH, signIn.hash(pin.get()))));
    }
}
