package org.duovox.mailbox.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.jpa.RecordQueries;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.MessageCounts;
import org.duovox.mailbox.Messages;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.messagestore.MessageId;
import org.duovox.sip.Codec;
import org.duovox.user.UserId;

/** Messages out of the database. */
@ApplicationScoped
public class JpaMessages implements Messages {

    private static final String COUNT = "select m.mailbox, m.heard, m.urgent, count(m) from StoredMessage m"
            + " where m.purged = false and m.folder <> 'DELETED' and m.mailbox <> ''";

    private RecordQueries records;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    protected JpaMessages() {}

    @Inject
    public JpaMessages(RecordQueries records) {
        this.records = records;
    }

    @Override
    public List<VoiceMessage> in(UserId mailbox, Folder folder, int limit) {
        return records
                .rows(
                        "select m from StoredMessage m where m.mailbox = :mailbox and m.folder = :folder and m.purged = false"
                                + " order by m.received desc, m.id desc",
                        Map.of("mailbox", mailbox.value(), "folder", folder.name()),
                        limit)
                .stream()
                .flatMap(row -> message(row).stream())
                .toList();
    }

    @Override
    public Optional<VoiceMessage> withId(MessageId id) {
        return records.find(EntityType.MESSAGE, id.value())
                .filter(row -> !row.is(MessageFields.PURGED))
                .flatMap(JpaMessages::message);
    }

    @Override
    public MessageCounts counts(UserId mailbox) {
        return counted(records.tuples(
                        COUNT + " and m.mailbox = :mailbox group by m.mailbox, m.heard, m.urgent",
                        Map.of("mailbox", mailbox.value())))
                .getOrDefault(mailbox, MessageCounts.NONE);
    }

    @Override
    public Map<UserId, MessageCounts> counts() {
        return counted(records.tuples(COUNT + " group by m.mailbox, m.heard, m.urgent", Map.of()));
    }

    @Override
    public Set<UserId> mailboxes() {
        return records
                .tuples(
                        "select m.mailbox, count(m) from StoredMessage m where m.mailbox <> '' group by m.mailbox",
                        Map.of())
                .stream()
                .map(group -> new UserId((String) group[0]))
                .collect(Collectors.toSet());
    }

    private static Map<UserId, MessageCounts> counted(List<Object[]> groups) {
        Map<UserId, MessageCounts> counts = new HashMap<>();
        for (Object[] group : groups) {
            int n = ((Number) group[3]).intValue();
            boolean urgent = (boolean) group[2];
            MessageCounts these = (boolean) group[1]
                    ? new MessageCounts(0, n, 0, urgent ? n : 0)
                    : new MessageCounts(n, 0, urgent ? n : 0, 0);
            counts.merge(new UserId((String) group[0]), these, JpaMessages::sum);
        }
        return counts;
    }

    private static MessageCounts sum(MessageCounts one, MessageCounts other) {
        return new MessageCounts(
                one.unheard() + other.unheard(),
                one.heard() + other.heard(),
                one.unheardUrgent() + other.unheardUrgent(),
                one.heardUrgent() + other.heardUrgent());
    }

    @Override
    public int singleCopies() {
        return (int)
                records.count("select count(m) from StoredMessage m where m.singleCopy = true and m.purged = false");
    }

    /** Nothing while fields are missing that a message cannot be without: they have not come yet. */
    private static Optional<VoiceMessage> message(Row row) {
        String mailbox = row.get(MessageFields.MAILBOX);
        String codec = row.get(MessageFields.CODEC);
        if (mailbox.isEmpty() || codec.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new VoiceMessage(
                new MessageId(row.id()),
                new UserId(mailbox),
                row.get(MessageFields.CALLING_NUMBER),
                row.get(MessageFields.CALLING_NAME),
                Instant.ofEpochMilli(row.getLong(MessageFields.RECEIVED)),
                Codec.valueOf(codec),
                row.getLong(MessageFields.AUDIO_LENGTH),
                row.get(MessageFields.AUDIO_DIGEST),
                Folder.valueOf(MessageFields.folder(row)),
                row.is(MessageFields.HEARD),
                row.is(MessageFields.URGENT),
                row.is(MessageFields.INTERRUPTED),
                row.is(MessageFields.SINGLE_COPY)));
    }
}
