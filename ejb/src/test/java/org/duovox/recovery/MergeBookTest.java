package org.duovox.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.duovox.cluster.Member;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.MergedChange;
import org.duovox.data.Merger;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.UserFields;
import org.duovox.replication.MalformedEntryException;
import org.duovox.replication.Stamp;
import org.junit.jupiter.api.Test;

/** What two servers say of what they took over from each other. */
class MergeBookTest {

    private static final long CUT = 1_000;
    private static final long HEALED = 2_000;

    private final Side publisher = new Side(Member.PUBLISHER);
    private final Side subscriber = new Side(Member.SUBSCRIBER);

    /** A server: its records and its book. */
    private static final class Side {
        final Member member;
        final MergeBook book;
        final Map<String, Row> rows = new TreeMap<>();

        Side(Member member) {
            this.member = member;
            book = new MergeBook(member);
            book.open(CUT << 16);
        }

        Row bring(Change change, Stamp stamp) {
            Optional<Row> before = Optional.ofNullable(rows.get(change.id()));
            Row after = Merger.apply(before, change, stamp);
            rows.put(change.id(), after);
            if (stamp.origin() != member) {
                book.merged(List.of(new MergedChange(before, change, stamp, after)));
            }
            return after;
        }
    }

    private static Stamp at(long millis, Member origin) {
        return new Stamp(millis << 16, origin);
    }

    /** The same on both, long before they were apart. */
    private void known(EntityType type, String id, Map<String, String> fields) {
        Change change = new Change(type, id, fields);
        publisher.rows.put(id, Merger.apply(Optional.empty(), change, at(10, Member.PUBLISHER)));
        subscriber.rows.put(id, Merger.apply(Optional.empty(), change, at(10, Member.PUBLISHER)));
    }

    private void apart(Side told, EntityType type, String id, Map<String, String> fields, long millis) {
        Side other = told == publisher ? subscriber : publisher;
        Change change = new Change(type, id, fields);
        told.bring(change, at(millis, told.member));
        later.add(() -> other.bring(change, at(millis, told.member)));
    }

    private final List<Runnable> later = new ArrayList<>();

    private void heal() {
        publisher.book.together(HEALED << 16);
        subscriber.book.together(HEALED << 16);
        later.forEach(Runnable::run);
        later.clear();
    }

    private static Map<String, String> message(String mailbox) {
        return Map.of(
                MessageFields.MAILBOX, mailbox, MessageFields.CALLING_NUMBER, "2001", MessageFields.AUDIO_LENGTH, "80");
    }

    @Test
    void bothTellWhatCameAndTheSameOfWhatClashed() {
        known(EntityType.MESSAGE, "old", message("anna"));
        known(EntityType.USER, "anna", Map.of(UserFields.NAME, "Anna"));
        apart(publisher, EntityType.MESSAGE, "one", message("anna"), 1_100);
        apart(subscriber, EntityType.MESSAGE, "two", message("anna"), 1_200);
        apart(subscriber, EntityType.MESSAGE, "three", message("bert"), 1_300);
        apart(publisher, EntityType.MESSAGE, "old", Map.of(MessageFields.FOLDER, "DELETED"), 1_400);
        apart(subscriber, EntityType.MESSAGE, "old", Map.of(MessageFields.FOLDER, "SAVED"), 1_500);
        apart(subscriber, EntityType.USER, "anna", Map.of(UserFields.NAME, "Anne"), 1_600);
        heal();
        assertThat(publisher.book.taken()).containsExactlyInAnyOrder(new Taken("anna", 1, 2), new Taken("bert", 1, 0));
        assertThat(subscriber.book.taken()).containsExactlyInAnyOrder(new Taken("anna", 1, 1));
        assertThat(publisher.book.clashes())
                .extracting(Clash::publisher, Clash::subscriber, Clash::kept)
                .containsExactly(tuple("deleted", "saved", "saved: the later one, of the subscriber"));
        assertThat(subscriber.book.clashes()).isEqualTo(publisher.book.clashes());
    }

    @Test
    void sameChangesAndLaterOnesDoNotClash() {
        known(EntityType.MESSAGE, "old", message("anna"));
        apart(publisher, EntityType.MESSAGE, "old", Map.of(MessageFields.HEARD, "true"), 1_100);
        apart(subscriber, EntityType.MESSAGE, "old", Map.of(MessageFields.HEARD, "true"), 1_200);
        heal();
        apart(publisher, EntityType.MESSAGE, "old", Map.of(MessageFields.FOLDER, "DELETED"), 2_100);
        heal();
        apart(subscriber, EntityType.MESSAGE, "old", Map.of(MessageFields.FOLDER, "NEW"), 2_200);
        heal();
        assertThat(publisher.book.clashes()).isEmpty();
        assertThat(subscriber.book.clashes()).isEmpty();
    }

    /** As records come that were compared and differed. */
    @Test
    void whatComesAgainIsNotCounted() {
        Change change = new Change(EntityType.MESSAGE, "old", message("anna"));
        Stamp stamp = at(10, Member.SUBSCRIBER);
        Row row = Merger.apply(Optional.empty(), change, stamp);
        publisher.book.merged(List.of(new MergedChange(Optional.of(row), change, stamp, row)));
        assertThat(publisher.book.taken()).isEmpty();
    }

    @Test
    void secretsAreNotTold() {
        known(EntityType.USER, "anna", Map.of(UserFields.PIN_HASH, "a"));
        apart(publisher, EntityType.USER, "anna", Map.of(UserFields.PIN_HASH, "secret-b"), 1_100);
        apart(subscriber, EntityType.USER, "anna", Map.of(UserFields.PIN_HASH, "secret-c"), 1_200);
        heal();
        assertThat(publisher.book.clashes())
                .hasSize(1)
                .allSatisfy(clash -> assertThat(clash.toString()).doesNotContain("secret"));
    }

    @Test
    void listsEnd() {
        for (int i = 0; i < 2 * MergeReport.MOST_MAILBOXES; i++) {
            apart(subscriber, EntityType.MESSAGE, "m" + i, message("mailbox " + i), 1_100);
        }
        heal();
        assertThat(publisher.book.taken()).hasSize(MergeReport.MOST_MAILBOXES);
        assertThat(publisher.book.untold()).isEqualTo(MergeReport.MOST_MAILBOXES);
    }

    @Test
    void reportsComeBackFromTheirBytesAndTwoMakeOneRecovery() {
        MergeReport one = report(5_000, List.of(new Taken("anna", 2, 1)));
        MergeReport other = report(5_001, List.of(new Taken("anna", 1, 0), new Taken("bert", 0, 1)));
        MergeReport earlier = report(900, List.of());
        assertThat(MergeReport.decode(MergeReport.encode(List.of(one, other)))).containsExactly(one, other);
        List<Recovery> recoveries =
                Recovery.of(Map.of(Member.PUBLISHER, List.of(one), Member.SUBSCRIBER, List.of(other, earlier)));
        assertThat(recoveries).hasSize(2);
        assertThat(recoveries.getFirst().mailboxes())
                .containsExactlyInAnyOrder(
                        new Recovery.Mailbox("anna", new Taken("anna", 2, 1), new Taken("anna", 1, 0)),
                        new Recovery.Mailbox("bert", new Taken("bert", 0, 0), new Taken("bert", 0, 1)));
        assertThat(recoveries.getFirst().clashes()).hasSize(1);
    }

    private static MergeReport report(long second, List<Taken> taken) {
        Instant at = Instant.ofEpochSecond(second);
        return new MergeReport(
                at.minusSeconds(60),
                at,
                at.plusSeconds(3),
                true,
                taken,
                List.of(new Clash("anna", "PIN", "(not shown)", "(not shown)", "(not shown): the later one")),
                0);
    }

    @Test
    void whatIsNoReportIsRefused() {
        byte[] good = report(1, List.of(new Taken("a", 1, 1))).encode();
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> MergeReport.decode(cut)).isInstanceOf(MalformedEntryException.class);
        }
        byte[] many = good.clone();
        many[1] = 0x7f;
        assertThatThrownBy(() -> MergeReport.decode(many)).isInstanceOf(MalformedEntryException.class);
    }
}
