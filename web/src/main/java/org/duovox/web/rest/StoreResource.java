package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.Messages;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.messagestore.MessageStore;
import org.duovox.messagestore.MessageStore.StoredAudio;
import org.duovox.user.User;
import org.duovox.user.Users;
import org.duovox.web.signin.Roles;

/** What is in this server's message store, header beside audio: for comparing the two servers. */
@Path("store")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class StoreResource {

    private static final int MOST_USERS = 10_000;
    private static final int MOST_MESSAGES = 10_000;

    @Inject
    private Users users;

    @Inject
    private Messages messages;

    @Inject
    private MessageStore store;

    @GET
    @Path("messages")
    public JsonArray messages() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (User user : users.all(MOST_USERS)) {
            for (Folder folder : Folder.values()) {
                for (VoiceMessage message : messages.in(user.id(), folder, MOST_MESSAGES)) {
                    all.add(withAudio(message, user));
                }
            }
        }
        return all.build();
    }

    private JsonObjectBuilder withAudio(VoiceMessage message, User user) {
        Optional<StoredAudio> stored = store.describe(message.id());
        return MailboxResource.json(message)
                .add("mailbox", user.extension().digits())
                .add("digest", message.audioDigest())
                .add("storedLength", stored.map(StoredAudio::length).orElse(0L))
                .add("storedDigest", stored.map(StoredAudio::digest).orElse(""));
    }
}
