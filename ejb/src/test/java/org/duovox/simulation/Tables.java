package org.duovox.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duovox.data.EntityType;
import org.duovox.data.MemoryDatabase;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.MessageCounts;
import org.duovox.mailbox.Messages;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.messagestore.MessageId;
import org.duovox.mwi.LampKeeper;
import org.duovox.mwi.LampState;
import org.duovox.mwi.Lamps;
import org.duovox.phonesystem.PhoneSystem;
import org.duovox.phonesystem.PhoneSystems;
import org.duovox.phonesystem.PortGroup;
import org.duovox.sip.SipTransport;
import org.duovox.user.Extension;
import org.duovox.user.User;
import org.duovox.user.UserId;
import org.duovox.user.Users;

/** What the queries of the real database would say of one in memory. */
final class Tables {

    static final int MAILBOXES = 3;

    private Tables() {}

    static UserId mailbox(int number) {
        return new UserId("user-" + number);
    }

    static String extension(UserId user) {
        return "100" + user.value().substring("user-".length());
    }

    static LampKeeper.Sources of(MemoryDatabase database) {
        return new LampKeeper.Sources(
                new Everybody(), new InMemory(database), new OnePhoneSystem(), new Told(database));
    }

    static MessageCounts counts(MemoryDatabase database, UserId mailbox) {
        MessageCounts sum = MessageCounts.NONE;
        for (Row row : database.peek(EntityType.MESSAGE).values()) {
            boolean counts = row.get(MessageFields.MAILBOX).equals(mailbox.value())
                    && !row.is(MessageFields.PURGED)
                    && !MessageFields.folder(row).equals("DELETED");
            if (counts) {
                int urgent = row.is(MessageFields.URGENT) ? 1 : 0;
                boolean heard = row.is(MessageFields.HEARD);
                sum = new MessageCounts(
                        sum.unheard() + (heard ? 0 : 1),
                        sum.heard() + (heard ? 1 : 0),
                        sum.unheardUrgent() + (heard ? 0 : urgent),
                        sum.heardUrgent() + (heard ? urgent : 0));
            }
        }
        return sum;
    }

    static List<Row> messages(MemoryDatabase database, UserId mailbox) {
        return database.peek(EntityType.MESSAGE).values().stream()
                .filter(row -> row.get(MessageFields.MAILBOX).equals(mailbox.value()))
                .toList();
    }

    private record InMemory(MemoryDatabase database) implements Messages {
        @Override
        public MessageCounts counts(UserId mailbox) {
            return Tables.counts(database, mailbox);
        }

        @Override
        public Map<UserId, MessageCounts> counts() {
            Map<UserId, MessageCounts> counts = new HashMap<>();
            for (int i = 0; i < MAILBOXES; i++) {
                counts.put(mailbox(i), Tables.counts(database, mailbox(i)));
            }
            return counts;
        }

        @Override
        public List<VoiceMessage> in(UserId mailbox, Folder folder, int limit) {
            return List.of();
        }

        @Override
        public Optional<VoiceMessage> withId(MessageId id) {
            return Optional.empty();
        }

        @Override
        public Set<UserId> mailboxes() {
            return database.peek(EntityType.MESSAGE).values().stream()
                    .map(row -> row.get(MessageFields.MAILBOX))
                    .filter(mailbox -> !mailbox.isEmpty())
                    .map(UserId::new)
                    .collect(Collectors.toSet());
        }

        @Override
        public int singleCopies() {
            return 0;
        }
    }

    private record Told(MemoryDatabase database) implements Lamps {
        @Override
        public Map<UserId, LampState> states() {
            Map<UserId, LampState> lamps = new HashMap<>();
            database.peek(EntityType.MWI).keySet().forEach(id -> lamps.put(new UserId(id), state(new UserId(id))));
            return lamps;
        }

        @Override
        public LampState state(UserId user) {
            return LampState.of(user, database.peek(EntityType.MWI, user.value()));
        }
    }

    private static final class OnePhoneSystem implements PhoneSystems {
        @Override
        public List<PhoneSystem> all() {
            return List.of(new PhoneSystem("pbx", "PBX"));
        }

        @Override
        public List<PortGroup> portGroups() {
            return List.of(new PortGroup("group", "Group", "pbx", "192.0.2.1", 5060, SipTransport.UDP, true));
        }
    }

    private static final class Everybody implements Users {
        @Override
        public Optional<User> withExtension(Extension extension) {
            return Optional.empty();
        }

        @Override
        public Optional<User> withId(UserId id) {
            return Optional.of(
                    new User(id, new Extension(extension(id)), "Ada", "", Optional.empty(), "pbx", 0, Instant.EPOCH));
        }

        @Override
        public List<Shared> shared() {
            return List.of();
        }

        @Override
        public List<User> all(int limit) {
            return IntStream.range(0, MAILBOXES)
                    .mapToObj(number -> withId(mailbox(number)))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }
}
