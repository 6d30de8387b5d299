package org.duovox.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.duovox.cluster.Duty;
import org.duovox.cluster.Member;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.UserFields;
import org.duovox.data.WriteCommand;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.MailboxChanges;
import org.duovox.messagestore.MessageId;
import org.duovox.user.UserId;

/** People who administer users, hear, save, delete and undelete, now on one server and now on the other. */
final class Owners {

    private final World world;
    private final Random random;

    Owners(World world) {
        this.world = world;
        random = world.simulation().random();
    }

    void act() {
        Optional<ServerProcess> server = world.machine(random.nextBoolean() ? Member.PUBLISHER : Member.SUBSCRIBER)
                .process()
                .filter(ServerProcess::isAwake)
                .filter(one -> one.machine().server().has(Duty.SERVE_CLIENTS));
        if (server.isEmpty()) {
            return;
        }
        if (random.nextInt(6) == 0) {
            administer(server.get());
            return;
        }
        Map<String, Row> messages = server.get().machine().database().peek(EntityType.MESSAGE);
        if (messages.isEmpty()) {
            return;
        }
        List<String> ids = messages.keySet().stream().sorted().toList();
        String id = ids.get(random.nextInt(ids.size()));
        Row row = messages.get(id);
        if (row != null && !row.get(MessageFields.MAILBOX).isEmpty()) {
            act(server.get(), new MessageId(id), new UserId(row.get(MessageFields.MAILBOX)));
        }
    }

    private void act(ServerProcess server, MessageId id, UserId owner) {
        WriteCommand<Boolean> command = switch (random.nextInt(6)) {
            case 0 -> MailboxChanges.markHeard(owner, id, true);
            case 1 -> MailboxChanges.markHeard(owner, id, false);
            case 2, 3 -> MailboxChanges.delete(owner, id);
            case 4 -> MailboxChanges.undelete(owner, id);
            default -> MailboxChanges.move(owner, id, Folder.SAVED, true);
        };
        world.history().changing(server, command);
    }

    /** What administrators change merges field by field. */
    private void administer(ServerProcess server) {
        String field = random.nextBoolean() ? UserFields.NAME : UserFields.PIN_HASH;
        Change change = new Change(
                EntityType.USER,
                Tables.mailbox(random.nextInt(Tables.MAILBOXES)).value(),
                Map.of(field, "value " + random.nextInt()));
        world.history().changing(server, records -> new WriteCommand.Written<>(true, List.of(change)));
    }
}
