package org.duovox.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.duovox.cluster.ServerStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorTurnsTest {

    private static final int STEPS = 20_000;

    /** A server with what it believes, which may differ from what the other one believes. */
    private static final class Side {

        private final CollectorTurns turns = new CollectorTurns();
        private Readiness readiness = Readiness.READY;
        private boolean primary;
        private boolean sending;

        Side(boolean primary) {
            this.primary = primary;
        }

        void ask(Side other) {
            CollectorTurns.Question question = turns.question(readiness);
            turns.heard(question, other.answer(question));
        }

        byte[] answer(CollectorTurns.Question question) {
            return turns.answer(question.bytes(), readiness, primary);
        }

        boolean collects() {
            return turns.collects(readiness, primary, true);
        }
    }

    private final Side publisher = new Side(true);
    private final Side subscriber = new Side(false);

    private void bothAsk() {
        publisher.ask(subscriber);
        subscriber.ask(publisher);
    }

    @Test
    void thePrimaryCollectorSendsInNormalTimes() {
        bothAsk();
        assertThat(publisher.collects()).isTrue();
        assertThat(subscriber.collects()).isFalse();
    }

    @Test
    void settingThePrimaryCollectorDecides() {
        bothAsk();
        publisher.primary = false;
        subscriber.primary = true;
        bothAsk();
        assertThat(publisher.collects()).isFalse();
        assertThat(subscriber.collects()).isTrue();
    }

    @Test
    void theOtherServerSendsWhileThePrimaryCollectorCannotAndGivesItBack() {
        for (Readiness worse : List.of(Readiness.UNABLE, Readiness.RELUCTANT)) {
            publisher.readiness = worse;
            bothAsk();
            assertThat(publisher.collects()).isFalse();
            assertThat(subscriber.collects()).isTrue();
            publisher.readiness = Readiness.READY;
            bothAsk();
            assertThat(publisher.collects()).isTrue();
            assertThat(subscriber.collects()).isFalse();
        }
    }

    @Test
    void oneThatIsReluctantSendsRatherThanNobody() {
        publisher.readiness = Readiness.UNABLE;
        subscriber.readiness = Readiness.RELUCTANT;
        bothAsk();
        assertThat(subscriber.collects()).isTrue();
    }

    @Test
    void whoIsSendingKeepsTheTurn() {
        bothAsk();
        assertThat(publisher.turns.begin(Readiness.READY, true, true)).isTrue();
        publisher.readiness = Readiness.UNABLE;
        bothAsk();
        assertThat(subscriber.collects()).isFalse();
        publisher.turns.end();
        bothAsk();
        assertThat(subscriber.collects()).isTrue();
    }

    @Test
    void apartEachSends() {
        bothAsk();
        publisher.turns.apart();
        subscriber.turns.apart();
        assertThat(publisher.turns.collects(Readiness.READY, true, false)).isTrue();
        assertThat(subscriber.turns.collects(Readiness.READY, false, false)).isTrue();
        assertThat(subscriber.turns.collects(Readiness.UNABLE, false, false)).isFalse();
        assertThat(publisher.collects()).as("in contact again, before it asks").isFalse();
    }

    @Test
    void besideAReleaseThatDoesNotAnswerThePrimaryCollectorSends() {
        publisher.turns.notAnswered();
        subscriber.turns.notAnswered();
        assertThat(publisher.collects()).isTrue();
        assertThat(subscriber.collects()).isFalse();
    }

    @Test
    void aServerIsAsReadyAsItsStatusAllows() {
        assertThat(Readiness.of(true, true, ServerStatus.SECONDARY, false)).isEqualTo(Readiness.READY);
        assertThat(Readiness.of(true, true, ServerStatus.PRIMARY, true)).isEqualTo(Readiness.RELUCTANT);
        assertThat(Readiness.of(true, true, ServerStatus.DEACTIVATED, false)).isEqualTo(Readiness.RELUCTANT);
        assertThat(Readiness.of(true, true, ServerStatus.STARTING, false)).isEqualTo(Readiness.UNABLE);
        assertThat(Readiness.of(false, true, ServerStatus.PRIMARY, false)).isEqualTo(Readiness.UNABLE);
        assertThat(Readiness.of(true, false, ServerStatus.NOT_FUNCTIONING, false))
                .isEqualTo(Readiness.UNABLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theTwoNeverSendAtATimeWhateverEachBelievesAndHoweverLateTheyHear(long seed) {
        Random random = new Random(seed);
        List<Side> sides = List.of(publisher, subscriber);
        List<Runnable> letters = new ArrayList<>();
        int sent = 0;
        for (int step = 0; step < STEPS; step++) {
            Side side = sides.get(random.nextInt(2));
            Side other = sides.get(side == publisher ? 1 : 0);
            switch (random.nextInt(6)) {
                case 0 -> side.readiness = Readiness.of((byte) random.nextInt(3));
                case 1 -> side.primary = random.nextBoolean();
                case 2 -> letters.add(question(side, other, letters));
                case 3 -> deliver(letters, random);
                case 4 -> {
                    side.sending = side.sending || side.turns.begin(side.readiness, side.primary, true);
                    sent += side.sending ? 1 : 0;
                    assertThat(publisher.sending && subscriber.sending)
                            .as("seed %d", seed)
                            .isFalse();
                }
                default -> {
                    side.sending = false;
                    side.turns.end();
                }
            }
        }
        assertThat(sent).as("seed %d", seed).isPositive();
    }

    /** A letter, which may be late, overtaken, or lost; when it comes, its answer is another one. */
    private static Runnable question(Side asker, Side asked, List<Runnable> letters) {
        CollectorTurns.Question question = asker.turns.question(asker.readiness);
        return () -> {
            byte[] answer = asked.answer(question);
            letters.add(() -> asker.turns.heard(question, answer));
        };
    }

    private static void deliver(List<Runnable> letters, Random random) {
        if (!letters.isEmpty()) {
            Runnable letter = letters.remove(random.nextInt(letters.size()));
            if (random.nextInt(10) > 0) {
                letter.run();
            }
        }
    }
}
