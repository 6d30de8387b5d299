package org.duovox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.duovox.cluster.Member;
import org.duovox.data.ChangeCodec.Stamped;
import org.duovox.replication.Stamp;
import org.junit.jupiter.api.Test;

class MergerTest {

    private static final String ID = "message-1";

    @Test
    void anyOrderAndAnyRepetitionGiveTheSameRecord() {
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            List<Stamped> changes = someChanges(random);
            Row straight = merged(changes);
            List<Stamped> shuffled = new ArrayList<>(changes);
            shuffled.addAll(changes.subList(0, random.nextInt(changes.size())));
            Collections.shuffle(shuffled, random);
            assertThat(merged(shuffled)).as("seed %d", seed).isEqualTo(straight);
        }
    }

    @Test
    void theChangesOfARecordMakeItAgain() {
        for (long seed = 0; seed < 500; seed++) {
            List<Stamped> changes = someChanges(new Random(seed));
            changes.add(stamped(9, Member.PUBLISHER, Map.of("mailbox", "u1")));
            Row row = merged(changes);
            assertThat(merged(ChangeCodec.changes(row))).as("seed %d", seed).isEqualTo(row);
        }
    }

    @Test
    void theLaterValueWinsWhoeverIsAskedFirst() {
        Stamped early = stamped(1, Member.SUBSCRIBER, Map.of("folder", "SAVED"));
        Stamped late = stamped(2, Member.PUBLISHER, Map.of("folder", "DELETED"));
        assertThat(merged(List.of(late, early)).get("folder")).isEqualTo("DELETED");
    }

    @Test
    void aRemovedValueDoesNotComeBack() {
        Stamped set = stamped(1, Member.PUBLISHER, Map.of("callingName", "Ada"));
        Stamped removed = stamped(2, Member.PUBLISHER, Map.of("callingName", ""));
        assertThat(merged(List.of(removed, set)).fields()).doesNotContainKey("callingName");
    }

    @Test
    void aLaterKeepUndoesAPurge() {
        Stamped purged = stamped(1, Member.PUBLISHER, Map.of("purged", "true"));
        Stamped kept = stamped(2, Member.SUBSCRIBER, Map.of("purged", "false"));
        assertThat(merged(List.of(kept, purged)).is("purged")).isFalse();
    }

    @Test
    void theFinishedMessageBeatsTheLaterSalvagedOne() {
        Stamped finished = stamped(
                1, Member.PUBLISHER, Map.of("audioLength", "16000", "audioDigest", "whole", "interrupted", "false"));
        Stamped salvaged = stamped(
                2, Member.SUBSCRIBER, Map.of("audioLength", "9000", "audioDigest", "part", "interrupted", "true"));
        for (List<Stamped> order : List.of(List.of(finished, salvaged), List.of(salvaged, finished))) {
            assertThat(merged(order).fields())
                    .containsAllEntriesOf(
                            Map.of("audioLength", "16000", "audioDigest", "whole", "interrupted", "false"));
        }
    }

    @Test
    void aLengthThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> merged(List.of(stamped(1, Member.PUBLISHER, Map.of("audioLength", "long")))))
                .isInstanceOf(NumberFormatException.class);
    }

    private static List<Stamped> someChanges(Random random) {
        String[] fields = {"folder", "heard", "purged", "interrupted", "audioLength", "audioDigest", "fromTheFuture"};
        List<Stamped> changes = new ArrayList<>();
        for (int n = 1 + random.nextInt(12); n > 0; n--) {
            Map<String, String> values = new java.util.HashMap<>();
            for (int f = 1 + random.nextInt(fields.length); f > 0; f--) {
                String field = fields[random.nextInt(fields.length)];
                values.put(
                        field,
                        switch (field) {
                            case "audioLength" -> String.valueOf(random.nextInt(3));
                            case "audioDigest" -> "digest" + random.nextInt(3);
                            case "interrupted" -> random.nextBoolean() ? "true" : "false";
                            default -> random.nextInt(4) == 0 ? "" : "value" + random.nextInt(4);
                        });
            }
            changes.add(
                    stamped(random.nextInt(6), random.nextBoolean() ? Member.PUBLISHER : Member.SUBSCRIBER, values));
        }
        return changes;
    }

    private static Stamped stamped(long time, Member origin, Map<String, String> fields) {
        return new Stamped(new Change(EntityType.MESSAGE, ID, fields), new Stamp(time, origin));
    }

    private static Row merged(List<Stamped> changes) {
        Optional<Row> row = Optional.empty();
        for (Stamped each : changes) {
            row = Optional.of(Merger.apply(row, each.change(), each.stamp()));
        }
        return row.orElseThrow();
    }
}
