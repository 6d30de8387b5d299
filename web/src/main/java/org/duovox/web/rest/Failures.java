package org.duovox.web.rest;

import jakarta.json.JsonException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What goes wrong is answered as JSON, and said to the log only. */
@Provider
public class Failures implements ExceptionMapper<Exception> {

    private static final Logger LOG = System.getLogger(Failures.class.getName());

    @Override
    public Response toResponse(Exception exception) {
        if (exception instanceof WebApplicationException expected) {
            Response response = expected.getResponse();
            return response.hasEntity()
                    ? response
                    : Response.fromResponse(response)
                            .type(MediaType.APPLICATION_JSON_TYPE)
                            .entity(Answers.object(
                                    "error", response.getStatusInfo().getReasonPhrase() + "."))
                            .build();
        }
        if (exception instanceof JsonException) {
            return Answers.error(Response.Status.BAD_REQUEST, "The JSON of the request cannot be read.");
        }
        LOG.log(Level.ERROR, "A REST request failed", exception);
        return Answers.error(Response.Status.INTERNAL_SERVER_ERROR, "The server failed; its log says why.");
    }
}
