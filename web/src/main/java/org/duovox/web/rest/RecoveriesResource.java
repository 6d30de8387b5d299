package org.duovox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duovox.cluster.Member;
import org.duovox.recovery.MergeReport;
import org.duovox.recovery.Recovery;
import org.duovox.recovery.ejb.RecoveryDesk;
import org.duovox.web.signin.Roles;

/** What split brain recoveries brought together, newest first, as far as both servers can be asked. */
@Path("cluster/recoveries")
@RequestScoped
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class RecoveriesResource {

    @Inject
    private RecoveryDesk desk;

    /** With the servers that were asked: of what another one took over nothing is known. */
    @GET
    public JsonObject recoveries() {
        Map<Member, List<MergeReport>> reports = new EnumMap<>(Member.class);
        JsonArrayBuilder asked = Json.createArrayBuilder();
        for (Member server : Member.values()) {
            Orders.ask(desk.reports(server)).ifPresent(told -> {
                reports.put(server, told);
                asked.add(server.word());
            });
        }
        JsonArrayBuilder recoveries = Json.createArrayBuilder();
        Recovery.of(reports).forEach(recovery -> recoveries.add(json(recovery)));
        return Json.createObjectBuilder()
                .add("servers", asked)
                .add("recoveries", recoveries)
                .build();
    }

    private static JsonObjectBuilder json(Recovery recovery) {
        JsonArrayBuilder mailboxes = Json.createArrayBuilder();
        recovery.mailboxes()
                .forEach(mailbox -> mailboxes.add(Json.createObjectBuilder()
                        .add("mailbox", mailbox.id())
                        .add("messagesFromPublisher", mailbox.onSubscriber().messages())
                        .add("messagesFromSubscriber", mailbox.onPublisher().messages())
                        .add("changesFromPublisher", mailbox.onSubscriber().changes())
                        .add("changesFromSubscriber", mailbox.onPublisher().changes())));
        JsonArrayBuilder clashes = Json.createArrayBuilder();
        recovery.clashes()
                .forEach(clash -> clashes.add(Json.createObjectBuilder()
                        .add("mailbox", clash.mailbox())
                        .add("what", clash.what())
                        .add("publisher", clash.publisher())
                        .add("subscriber", clash.subscriber())
                        .add("kept", clash.kept())));
        return Json.createObjectBuilder()
                .add("detected", recovery.detected().toString())
                .add("apart", recovery.apart().toString())
                .add("settled", recovery.settled().toString())
                .add("inTime", recovery.inTime())
                .add("mailboxes", mailboxes)
                .add("clashes", clashes)
                .add("untold", recovery.untold());
    }
}
