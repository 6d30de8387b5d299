package org.duovox.data.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duovox.cluster.Member;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.Merger;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.MessageCounts;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.mailbox.jpa.JpaMessages;
import org.duovox.messagestore.MessageId;
import org.duovox.phonesystem.jpa.JpaPhoneSystems;
import org.duovox.port.VoicePort;
import org.duovox.port.jpa.JpaVoicePorts;
import org.duovox.replication.Stamp;
import org.duovox.sip.SipTransport;
import org.duovox.user.Extension;
import org.duovox.user.User;
import org.duovox.user.UserId;
import org.duovox.user.jpa.JpaUsers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueriesTest {

    private final HsqldbDatabase database = new HsqldbDatabase("mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc");
    private long time;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoClaimedAnExtensionFirstKeepsIt() {
        set(EntityType.USER, "z", Map.of("extension", "4711", "name", "First"));
        set(EntityType.USER, "a", Map.of("extension", "4711", "name", "Second"));
        set(EntityType.USER, "z", Map.of("name", "First, renamed"));
        assertThat(users().withExtension(new Extension("4711")).map(User::displayName))
                .contains("First, renamed");
    }

    @Test
    void aRemovedUserIsNotShown() {
        set(EntityType.USER, "a", Map.of("extension", "4711"));
        set(EntityType.USER, "a", Map.of("removed", "true"));
        assertThat(users().withExtension(new Extension("4711"))).isEmpty();
        assertThat(users().withId(new UserId("a"))).isEmpty();
        assertThat(users().all(10)).isEmpty();
    }

    @Test
    void wrongPinsOfBothServersCountTogether() {
        set(EntityType.USER, "a", Map.of("extension", "1", "wrongPins.PUBLISHER", "2", "wrongPins.SUBSCRIBER", "3"));
        assertThat(users().all(10)).extracting(User::wrongPins).containsExactly(5);
    }

    @Test
    void messagesAreCountedByWhatALampNeeds() {
        message("message-1", Map.of());
        message("message-2", Map.of("urgent", "true"));
        message("message-3", Map.of("heard", "true", "folder", "SAVED"));
        message("message-4", Map.of("folder", "DELETED"));
        message("message-5", Map.of("purged", "true"));
        message("message-6", Map.of("mailbox", "u2", "heard", "true", "urgent", "true", "singleCopy", "true"));
        assertThat(messages().counts(new UserId("u1"))).isEqualTo(new MessageCounts(2, 1, 1, 0));
        assertThat(messages().counts(new UserId("nobody"))).isEqualTo(MessageCounts.NONE);
        assertThat(messages().counts())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        new UserId("u1"), new MessageCounts(2, 1, 1, 0),
                        new UserId("u2"), new MessageCounts(0, 1, 0, 1)));
        assertThat(messages().singleCopies()).isEqualTo(1);
        assertThat(messages().mailboxes()).containsExactlyInAnyOrder(new UserId("u1"), new UserId("u2"));
    }

    @Test
    void messagesComeNewestFirst() {
        message("message-1", Map.of("received", "1000"));
        message("message-2", Map.of("received", "3000"));
        message("message-3", Map.of("received", "2000"));
        assertThat(messages().in(new UserId("u1"), Folder.NEW, 2))
                .extracting(VoiceMessage::id)
                .containsExactly(new MessageId("message-2"), new MessageId("message-3"));
    }

    @Test
    void aMessageWhoseHeaderHasNotComeIsNotShown() {
        set(EntityType.MESSAGE, "message-1", Map.of("heard", "true"));
        assertThat(messages().withId(new MessageId("message-1"))).isEmpty();
        assertThat(messages().counts()).isEmpty();
    }

    @Test
    void phoneSystemsPortGroupsAndPortsComeByName() {
        set(EntityType.PHONE_SYSTEM, "ps", Map.of("name", "Main"));
        set(EntityType.PORT_GROUP, "pg", Map.of("name", "Group", "phoneSystem", "ps", "host", "h", "transport", "TCP"));
        set(EntityType.PORT, "p2", Map.of("name", "B", "portGroup", "pg", "server", "SUBSCRIBER", "enabled", "true"));
        set(EntityType.PORT, "p1", Map.of("name", "A", "portGroup", "pg", "server", "PUBLISHER"));
        JpaPhoneSystems phoneSystems = new JpaPhoneSystems(queries());
        assertThat(phoneSystems.all()).extracting(each -> each.name()).containsExactly("Main");
        assertThat(phoneSystems.portGroups())
                .extracting(each -> each.transport())
                .containsExactly(SipTransport.TCP);
        assertThat(new JpaVoicePorts(queries()).all())
                .extracting(VoicePort::name)
                .isEqualTo(List.of("A", "B"));
    }

    private RecordQueries queries() {
        return new RecordQueries(database.open());
    }

    private JpaUsers users() {
        return new JpaUsers(queries());
    }

    private JpaMessages messages() {
        return new JpaMessages(queries());
    }

    private void message(String id, Map<String, String> fields) {
        set(EntityType.MESSAGE, id, Map.of("mailbox", "u1", "codec", "PCMU", "folder", "NEW", "received", "1"));
        if (!fields.isEmpty()) {
            set(EntityType.MESSAGE, id, fields);
        }
    }

    private void set(EntityType type, String id, Map<String, String> fields) {
        Stamp stamp = new Stamp(++time, Member.PUBLISHER);
        database.inOne(store -> {
            store.save(Merger.apply(store.find(type, id), new Change(type, id, fields), stamp));
            return 0;
        });
    }
}
