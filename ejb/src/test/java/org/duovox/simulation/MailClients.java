package org.duovox.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duovox.cluster.Duty;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.mailbox.MessageNumbers;
import org.duovox.user.UserId;

/**
 * Mail clients, which trust that a number means one message for ever and that what is new has a greater one. One looks at each
 * mailbox on each server; one of each mailbox moves to the other server when its own is gone.
 */
final class MailClients {

    private final World world;
    private final Map<String, String> owners = new HashMap<>();
    private final List<Client> clients = new ArrayList<>();
    private boolean apartSinceLevel = true;
    private boolean news;

    MailClients(World world) {
        this.world = world;
        for (int i = 0; i < Tables.MAILBOXES; i++) {
            clients.add(new Client(Tables.mailbox(i), Member.PUBLISHER, false));
            clients.add(new Client(Tables.mailbox(i), Member.SUBSCRIBER, false));
            clients.add(new Client(Tables.mailbox(i), Member.PUBLISHER, true));
        }
    }

    private final class Client {
        private final UserId mailbox;
        private final boolean roams;
        private final Map<String, Long> seen = new HashMap<>();
        private Member at;
        private long highest;
        private long looked = -1;

        Client(UserId mailbox, Member at, boolean roams) {
            this.mailbox = mailbox;
            this.at = at;
            this.roams = roams;
        }

        void look() {
            if (roams && !serves(at) && serves(at.peer())) {
                move();
            }
            long version = world.machine(at).database().version();
            if (serves(at) && version != looked) {
                looked = version;
                numbers(at, mailbox).forEach(this::sees);
                seen.values().forEach(number -> highest = Math.max(highest, number));
            }
        }

        /** What two servers show that were apart before the move can have no common order: it begins anew then. */
        private void move() {
            if (apartSinceLevel) {
                seen.clear();
                highest = 0;
            }
            at = at.peer();
            looked = -1;
            apartSinceLevel = true;
        }

        private void sees(String message, long number) {
            String owner = owners.putIfAbsent(mailbox + " " + number, message);
            if (owner != null && !owner.equals(message)) {
                world.simulation().fail("number " + number + " of " + mailbox + " meant " + owner + ", now " + message);
            }
            Long before = seen.put(message, number);
            boolean isNew = before == null || before != number;
            news |= isNew;
            if (isNew && number <= highest) {
                world.simulation()
                        .fail("number " + number + " of " + mailbox + " appears below " + highest + " on the "
                                + at.word() + (roams ? " to a client that moved" : ""));
            }
        }
    }

    private boolean serves(Member member) {
        Machine machine = world.machine(member);
        return machine.process().map(ServerProcess::isAwake).orElse(false)
                && !machine.server().isIsolated()
                && machine.server().has(Duty.SERVE_CLIENTS);
    }

    private Map<String, Long> numbers(Member member, UserId mailbox) {
        List<Row> rows = Tables.messages(world.machine(member).database(), mailbox);
        return world.flaw() == Flaw.NUMBERS_ADOPTED_EARLY ? early(rows) : MessageNumbers.shown(rows);
    }

    private static Map<String, Long> early(List<Row> rows) {
        Map<String, Long> numbers = new HashMap<>();
        for (Row row : rows) {
            for (Member member : Member.values()) {
                String[] parts = row.get(MessageFields.number(member)).split(" ", -1);
                if (parts.length > 1) {
                    numbers.merge(row.id(), Long.parseLong(parts[parts.length - 2]), Math::max);
                }
            }
        }
        return numbers;
    }

    /** A hand-over does not wait until all numbers are known; order is promised to who moved before it, because of a fault. */
    void apart() {
        apartSinceLevel = true;
    }

    /** The disk of one server lost what it had: what it showed is forgotten, and with it all that follows. */
    void tailLost() {
        clients.clear();
    }

    /** Every 100 ms, and after each commit; whether any client saw a number that it had not seen. */
    boolean look() {
        news = false;
        if (bothPrimary() || restarted()) {
            apartSinceLevel = true;
        } else if (world.isLevel()) {
            apartSinceLevel = false;
        }
        clients.forEach(Client::look);
        return news;
    }

    private boolean bothPrimary() {
        return List.of(Member.values()).stream()
                .allMatch(member -> world.machine(member).server().status() == ServerStatus.PRIMARY
                        || world.machine(member).server().status() == ServerStatus.SPLIT_BRAIN_RECOVERY);
    }

    private boolean restarted() {
        return List.of(Member.values()).stream()
                .anyMatch(member -> world.machine(member).server().status() == ServerStatus.STARTING
                        && world.machine(member).process().isPresent());
    }

    /** Whether every message has a number that clients are shown, the same on both servers. */
    Optional<String> problem() {
        for (int i = 0; i < Tables.MAILBOXES; i++) {
            UserId mailbox = Tables.mailbox(i);
            Map<String, Long> shown = MessageNumbers.shown(
                    Tables.messages(world.machine(Member.PUBLISHER).database(), mailbox));
            int messages = Tables.messages(world.machine(Member.PUBLISHER).database(), mailbox)
                    .size();
            if (shown.size() != messages) {
                return Optional.of((messages - shown.size()) + " messages of " + mailbox + " have no number to show");
            }
        }
        return Optional.empty();
    }
}
