package org.duovox.mwi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.duovox.cluster.Member;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.Merger;
import org.duovox.data.MwiFields;
import org.duovox.data.Row;
import org.duovox.mailbox.MessageCounts;
import org.duovox.replication.Stamp;
import org.duovox.user.UserId;
import org.junit.jupiter.api.Test;

/** Each found by the simulation: a lamp that was wrong for ever. */
class LampRecordTest {

    private static final UserId ADA = new UserId("ada");
    private static final Lamp ONE = new Lamp(new MessageCounts(1, 0, 0, 0));
    private static final Lamp TWO = new Lamp(new MessageCounts(2, 0, 0, 0));

    private long time = 1;

    private Optional<Row> begins(Optional<Row> row, Member server, Lamp lamp) {
        return new LampRecord(ADA, row)
                .tell(server, lamp, 0)
                .map(change -> apply(row, server, change))
                .orElse(row);
    }

    private Optional<Row> accepted(Optional<Row> row, Member server, Lamp lamp) {
        return apply(row, server, LampRecord.accepted(ADA, server, new LampRecord(ADA, row).number(server), lamp, 0));
    }

    private Optional<Row> tells(Optional<Row> row, Member server, Lamp lamp) {
        return accepted(begins(row, server, lamp), server, lamp);
    }

    private static Lamp shown(Optional<Row> row) {
        return LampState.of(ADA, row).shows();
    }

    private static boolean isOvertaken(Optional<Row> row) {
        return !LampState.of(ADA, row).overtaken().isEmpty();
    }

    private Optional<Row> settles(Optional<Row> row, Member server, Lamp lamp) {
        return accepted(apply(row, server, new LampRecord(ADA, row).settle(server, lamp)), server, lamp);
    }

    private Optional<Row> apply(Optional<Row> row, Member server, Change change) {
        return Optional.of(Merger.apply(row, change, new Stamp(time++, server)));
    }

    /** What both have after a split: every field as it was last set. */
    private static Optional<Row> merged(Optional<Row> one, Optional<Row> other) {
        Optional<Row> both = one;
        for (Map.Entry<String, Stamp> field : other.orElseThrow().stamps().entrySet()) {
            String value = other.orElseThrow().get(field.getKey());
            Change change = new Change(EntityType.MWI, ADA.value(), Map.of(field.getKey(), value));
            both = Optional.of(Merger.apply(both, change, field.getValue()));
        }
        return both;
    }

    @Test
    void aLampThatWasNeverToldAnythingIsDark() {
        assertThat(shown(Optional.empty())).isEqualTo(Lamp.DARK);
    }

    @Test
    void aLampShowsWhatItAccepted() {
        assertThat(shown(tells(Optional.empty(), Member.PUBLISHER, ONE))).isEqualTo(ONE);
    }

    @Test
    void aCommandWhoseAnswerWasLostLeavesADoubt() {
        Optional<Row> row = tells(Optional.empty(), Member.PUBLISHER, ONE);
        assertThat(shown(begins(row, Member.PUBLISHER, TWO))).isEqualTo(Lamp.DOUBTFUL);
    }

    @Test
    void theSuccessorOfADeadServerDoubtsItsLastCommandAndTellsTheLampAnew() {
        Optional<Row> row = begins(tells(Optional.empty(), Member.PUBLISHER, ONE), Member.PUBLISHER, TWO);

        Optional<Row> after = tells(row, Member.SUBSCRIBER, ONE);

        assertThat(shown(after)).isEqualTo(ONE);
    }

    @Test
    void aLateAnswerToTheOtherServersCommandLeavesADoubt() {
        Optional<Row> row = begins(Optional.empty(), Member.PUBLISHER, TWO);
        Optional<Row> overtaken = tells(row, Member.SUBSCRIBER, ONE);
        assertThat(shown(accepted(overtaken, Member.PUBLISHER, TWO))).isEqualTo(Lamp.DOUBTFUL);
    }

    @Test
    void afterASplitALampThatBothToldDifferentThingsIsDoubtfulAndOneThatBothToldTheSameIsNot() {
        Optional<Row> before = tells(Optional.empty(), Member.PUBLISHER, ONE);
        Optional<Row> publisher = tells(before, Member.PUBLISHER, TWO);

        Optional<Row> different = merged(publisher, tells(before, Member.SUBSCRIBER, Lamp.DARK));
        Optional<Row> same = merged(publisher, tells(before, Member.SUBSCRIBER, TWO));

        assertThat(shown(different)).isEqualTo(Lamp.DOUBTFUL);
        assertThat(shown(same)).isEqualTo(TWO);
        assertThat(shown(tells(different, Member.PUBLISHER, ONE))).isEqualTo(ONE);
    }

    @Test
    void aCommandThatIsRepeatedAfterARefusalIsNotWrittenDownAgain() {
        Optional<Row> row = begins(Optional.empty(), Member.PUBLISHER, ONE);
        assertThat(new LampRecord(ADA, row).tell(Member.PUBLISHER, ONE, 1)).isEmpty();
        assertThat(new LampRecord(ADA, row).tell(Member.PUBLISHER, TWO, 1)).isPresent();
    }

    @Test
    void aCommandThatIsRepeatedWithoutAnAnswerIsSeenByTheOtherServer() {
        Optional<Row> before = begins(tells(Optional.empty(), Member.PUBLISHER, ONE), Member.PUBLISHER, TWO);
        Optional<Row> others = tells(before, Member.SUBSCRIBER, ONE);

        Optional<Row> restarted = begins(before, Member.PUBLISHER, TWO);

        assertThat(shown(merged(restarted, others))).isEqualTo(Lamp.DOUBTFUL);
    }

    @Test
    void aDeadServersCommandMayComeLaterThanItsSuccessors() {
        Optional<Row> row = begins(tells(Optional.empty(), Member.PUBLISHER, ONE), Member.PUBLISHER, TWO);

        Optional<Row> after = tells(row, Member.SUBSCRIBER, ONE);
        assertThat(isOvertaken(after)).isTrue();

        Optional<Row> settled = settles(after, Member.SUBSCRIBER, ONE);
        assertThat(shown(settled)).isEqualTo(ONE);
        assertThat(isOvertaken(settled)).isFalse();
    }

    @Test
    void aCommandOfOnesOwnWithoutAnAnswerMayComeLaterThanTheNext() {
        Optional<Row> row = begins(tells(Optional.empty(), Member.PUBLISHER, ONE), Member.PUBLISHER, TWO);

        Optional<Row> next = tells(row, Member.PUBLISHER, ONE);
        assertThat(isOvertaken(next)).isTrue();
        assertThat(isOvertaken(tells(next, Member.PUBLISHER, TWO))).isTrue();

        assertThat(isOvertaken(settles(next, Member.PUBLISHER, ONE))).isFalse();
        assertThat(isOvertaken(settles(next, Member.SUBSCRIBER, ONE))).isFalse();
    }

    @Test
    void whatTheOtherServerHadOvertakenMayStillCome() {
        Optional<Row> row = begins(tells(Optional.empty(), Member.PUBLISHER, ONE), Member.PUBLISHER, TWO);
        Optional<Row> restarted = tells(row, Member.PUBLISHER, ONE);

        Optional<Row> others = tells(restarted, Member.SUBSCRIBER, TWO);

        assertThat(isOvertaken(others)).isTrue();
        Optional<Row> settled = settles(others, Member.SUBSCRIBER, TWO);
        assertThat(isOvertaken(settled)).isFalse();
        assertThat(isOvertaken(tells(settled, Member.SUBSCRIBER, ONE))).isFalse();
    }

    @Test
    void aSettledCommandThatIsAcceptedAfterAllLeavesADoubt() {
        Optional<Row> row = begins(tells(Optional.empty(), Member.PUBLISHER, ONE), Member.PUBLISHER, TWO);
        Optional<Row> settled = settles(tells(row, Member.SUBSCRIBER, ONE), Member.SUBSCRIBER, ONE);
        assertThat(isOvertaken(tells(settled, Member.SUBSCRIBER, TWO))).isFalse();

        assertThat(shown(accepted(settled, Member.PUBLISHER, TWO))).isEqualTo(Lamp.DOUBTFUL);
    }

    @Test
    void aCommandThatWasRefusedDoesNotComeLater() {
        Optional<Row> row = begins(Optional.empty(), Member.PUBLISHER, TWO);
        Optional<Row> next = apply(
                row,
                Member.PUBLISHER,
                new LampRecord(ADA, row).tell(Member.PUBLISHER, ONE, 1).orElseThrow());
        assertThat(isOvertaken(accepted(next, Member.PUBLISHER, ONE))).isFalse();
    }

    @Test
    void whatAnEarlierReleaseWroteIsBelieved() {
        Change change = new Change(EntityType.MWI, ADA.value(), Map.of(MwiFields.ACKNOWLEDGED, TWO.text()));
        assertThat(shown(apply(Optional.empty(), Member.PUBLISHER, change))).isEqualTo(TWO);
    }
}
