package org.duovox.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.duovox.replication.AckGate.Receipt;
import org.junit.jupiter.api.Test;

class PeerAcknowledgementsTest {

    private static final Position ONE = new Position(1);
    private static final Position TWO = new Position(2);

    private long now;
    private final PeerAcknowledgements gate = new PeerAcknowledgements(() -> now, Runnable::run);

    @Test
    void bothLanesMustBeAcknowledged() {
        gate.contact(true);
        CompletableFuture<Receipt> receipt = whenSafe(ONE, TWO);
        gate.acknowledged(Lane.RECORDS, TWO);
        gate.acknowledged(Lane.AUDIO, ONE);
        assertThat(receipt).isNotDone();
        gate.acknowledged(Lane.AUDIO, TWO);
        assertThat(receipt).isCompletedWithValue(Receipt.TWO_COPIES);
    }

    @Test
    void whatIsKnownAlreadyNeedsNoWait() {
        gate.acknowledged(Lane.RECORDS, TWO);
        assertThat(whenSafe(ONE, Position.NONE)).isCompletedWithValue(Receipt.TWO_COPIES);
    }

    @Test
    void withoutPeerThereIsOneCopyAtOnce() {
        assertThat(whenSafe(ONE, ONE)).isCompletedWithValue(Receipt.SINGLE_COPY);
    }

    @Test
    void everyoneIsToldWhenThePeerIsLost() {
        gate.contact(true);
        CompletableFuture<Receipt> receipt = whenSafe(ONE, ONE);
        gate.contact(false);
        assertThat(receipt).isCompletedWithValue(Receipt.SINGLE_COPY);
    }

    @Test
    void aPeerThatLivesButDoesNotAcknowledgeIsWaitedForFourSeconds() {
        gate.contact(true);
        CompletableFuture<Receipt> receipt = whenSafe(ONE, ONE);
        now = 3_999_999_999L;
        gate.tick(lane -> 0);
        assertThat(receipt).isNotDone();
        now = 4_000_000_000L;
        gate.tick(lane -> 0);
        assertThat(receipt).isCompletedWithValue(Receipt.SINGLE_COPY);
    }

    @Test
    void nobodyWaitsBehindWhatWaitsLongerThanThat() {
        gate.contact(true);
        CompletableFuture<Receipt> before = whenSafe(ONE, ONE);
        gate.tick(lane -> lane == Lane.AUDIO ? 4_000_000_001L : 4_000_000_000L);
        assertThat(before).isNotDone();
        assertThat(whenSafe(ONE, ONE)).isCompletedWithValue(Receipt.SINGLE_COPY);
        assertThat(whenSafe(ONE, Position.NONE)).isNotDone();
        gate.tick(lane -> 4_000_000_000L);
        assertThat(whenSafe(ONE, ONE)).isNotDone();
    }

    @Test
    void noMoreWaitThanTheLimit() {
        gate.contact(true);
        for (int i = 0; i < PeerAcknowledgements.MAX_WAITING; i++) {
            assertThat(whenSafe(ONE, ONE)).isNotDone();
        }
        assertThat(whenSafe(ONE, ONE)).isCompletedWithValue(Receipt.SINGLE_COPY);
    }

    private CompletableFuture<Receipt> whenSafe(Position records, Position audio) {
        return gate.whenSafe(records, audio).toCompletableFuture();
    }
}
