package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.Messages;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.mailbox.ejb.MailboxDesk;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore;
import org.duovox.user.Extension;
import org.duovox.user.User;
import org.duovox.user.Users;
import org.duovox.web.audio.Wave;
import org.duovox.web.signin.Roles;
import org.jspecify.annotations.Nullable;

/** The messages of the one who asks, and of nobody else. */
@Path("mailboxes/{extension}/messages")
@RequestScoped
@RolesAllowed(Roles.USER)
@Produces(MediaType.APPLICATION_JSON)
public class MailboxResource {

    private static final int MOST_MESSAGES = 1000;
    private static final int PATIENCE_SECONDS = 10;

    @Inject
    private Users users;

    @Inject
    private Messages messages;

    @Inject
    private MailboxDesk desk;

    @Inject
    private MessageStore store;

    @PathParam("extension")
    private String extension = "";

    @Context
    private @Nullable SecurityContext security;

    @GET
    public Response list(@QueryParam("folder") @DefaultValue("NEW") String folderName) {
        Optional<Folder> folder = Arrays.stream(Folder.values())
                .filter(value -> value.name().equals(folderName.toUpperCase(Locale.ROOT)))
                .findFirst();
        Optional<User> owner = owner();
        if (owner.isEmpty() || folder.isEmpty()) {
            return notYours();
        }
        JsonArrayBuilder all = Json.createArrayBuilder();
        messages.in(owner.get().id(), folder.get(), MOST_MESSAGES).forEach(message -> all.add(json(message)));
        JsonArray array = all.build();
        return Response.ok(array).build();
    }

    @GET
    @Path("{id}/audio")
    @Produces(Wave.MEDIA_TYPE)
    public Response audio(@PathParam("id") String id) {
        Optional<VoiceMessage> message = owner().flatMap(owner -> message(owner, id));
        return message.flatMap(found -> store.open(found.id()))
                .map(Wave::of)
                .map(wave -> Response.ok((StreamingOutput) out -> wave.write(out, 0, wave.length()))
                        .header("Content-Length", wave.length())
                        .build())
                .orElseGet(MailboxResource::notYours);
    }

    /** Takes JSON only, though it needs none: no other site's form can send that. */
    @POST
    @Path("{id}/{action}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(@PathParam("id") String id, @PathParam("action") String action) {
        Optional<User> owner = owner();
        Optional<MessageId> message = owner.flatMap(found -> message(found, id)).map(VoiceMessage::id);
        if (owner.isEmpty() || message.isEmpty()) {
            return notYours();
        }
        CompletionStage<Boolean> change = switch (action) {
            case "heard" -> desk.markHeard(owner.get().id(), message.get(), true);
            case "unheard" -> desk.markHeard(owner.get().id(), message.get(), false);
            case "save" -> desk.move(owner.get().id(), message.get(), Folder.SAVED, true);
            case "delete" -> desk.delete(owner.get().id(), message.get());
            case "undelete" -> desk.undelete(owner.get().id(), message.get());
            default -> CompletableFuture.completedStage(false);
        };
        return await(change);
    }

    private static Response await(CompletionStage<Boolean> change) {
        try {
            return change.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    ? Response.noContent().build()
                    : notYours();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notNow();
        } catch (ExecutionException | TimeoutException e) {
            return notNow();
        }
    }

    private Optional<User> owner() {
        boolean own = security != null
                && security.getUserPrincipal() != null
                && security.getUserPrincipal().getName().equals(extension);
        return own ? Extension.of(extension).flatMap(users::withExtension) : Optional.empty();
    }

    private Optional<VoiceMessage> message(User owner, String id) {
        try {
            return messages.withId(new MessageId(id))
                    .filter(message -> message.mailbox().equals(owner.id()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Response notYours() {
        return Answers.error(Response.Status.NOT_FOUND, "There is no such message in this mailbox.");
    }

    private static Response notNow() {
        return Answers.error(Response.Status.SERVICE_UNAVAILABLE, "The database did not take the change; try again.");
    }

    static JsonObjectBuilder json(VoiceMessage message) {
        return Json.createObjectBuilder()
                .add("id", message.id().value())
                .add("callingNumber", message.callingNumber())
                .add("callingName", message.callingName())
                .add("received", message.received().toString())
                .add("lengthMillis", message.length().toMillis())
                .add("audioLength", message.audioLength())
                .add("codec", message.codec().name())
                .add("folder", message.folder().name())
                .add("heard", message.heard())
                .add("urgent", message.urgent())
                .add("interrupted", message.interrupted())
                .add("singleCopy", message.singleCopy());
    }
}
