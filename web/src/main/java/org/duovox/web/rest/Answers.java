package org.duovox.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.duovox.administration.AdministrationResult;

/** The answers that resources give. */
final class Answers {

    private Answers() {}

    static Response of(AdministrationResult result) {
        return result.done()
                ? Response.status(Response.Status.CREATED)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(object("done", result.sentence()))
                        .build()
                : error(Response.Status.CONFLICT, result.sentence());
    }

    /** As {@link #of}, for what makes nothing. */
    static Response done(AdministrationResult result) {
        return result.done()
                ? Response.ok(object("done", result.sentence()))
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build()
                : error(Response.Status.CONFLICT, result.sentence());
    }

    static Response error(Response.Status status, String sentence) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(object("error", sentence))
                .build();
    }

    static JsonObject object(String name, String value) {
        return Json.createObjectBuilder().add(name, value).build();
    }
}
