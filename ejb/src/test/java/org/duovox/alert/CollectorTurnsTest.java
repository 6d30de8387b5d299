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

    private static final int STEPS = 100_000;

    /** A server with what it believes, which may differ from what the other one believes. */
    private static final class Side {

        private CollectorTurns turns = new CollectorTurns();
        private Readiness readiness = Readiness.READY;
        private boolean primary;
        private boolean sending;
        private boolean answers = true;

        Side(boolean primary) {
            this.primary = primary;
        }

        void ask(Side other) {
            CollectorTurns.Question question = turns.question(readiness);
            if (other.answers) {
                turns.heard(question, other.answer(question));
            } else {
                turns.nobodyThere(question);
            }
        }

        /** Another process, which has a link and nothing else yet. */
        void restart() {
            turns = new CollectorTurns();
            sending = false;
            answers = false;
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
    void whileThePrimaryCollectorStartsTheOtherServerSends() {
        bothAsk();
        publisher.restart();
        subscriber.turns.apart();
        subscriber.ask(publisher);
        assertThat(subscriber.collects()).as("nobody answers there yet").isTrue();
        publisher.answers = true;
        for (Readiness worse : List.of(Readiness.UNABLE, Readiness.RELUCTANT)) {
            publisher.readiness = worse;
            publisher.ask(subscriber);
            assertThat(subscriber.collects()).as("it is %s", worse).isTrue();
            subscriber.ask(publisher);
            assertThat(subscriber.collects()).as("it is %s", worse).isTrue();
            assertThat(publisher.collects()).isFalse();
        }
        publisher.readiness = Readiness.READY;
        bothAsk();
        assertThat(publisher.collects()).isTrue();
        assertThat(subscriber.collects()).isFalse();
    }

    @Test
    void thatNobodyAnswersIsVoidOnceSomebodyHasAsked() {
        subscriber.restart();
        CollectorTurns.Question question = publisher.turns.question(Readiness.READY);
        subscriber.answers = true;
        publisher.readiness = Readiness.UNABLE;
        subscriber.ask(publisher);
        publisher.readiness = Readiness.READY;
        publisher.turns.nobodyThere(question);
        assertThat(subscriber.collects()).isTrue();
        assertThat(publisher.collects()).isFalse();
    }

    @Test
    void besideAReleaseThatKnowsNoTurnsThePrimaryCollectorSends() {
        publisher.turns.knowsNoTurns();
        subscriber.turns.knowsNoTurns();
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
    void theTwoNeverSendAtATimeWhateverEachBelievesAndHoweverLateTheyHearAndThoughTheyRestart(long seed) {
        Random random = new Random(seed);
        List<Side> sides = List.of(publisher, subscriber);
        List<Runnable> letters = new ArrayList<>();
        int sent = 0;
        for (int step = 0; step < STEPS; step++) {
            Side side = sides.get(random.nextInt(2));
            Side other = sides.get(side == publisher ? 1 : 0);
            switch (random.nextInt(9)) {
                case 0 -> side.readiness = Readiness.of((byte) random.nextInt(3));
                case 1 -> side.primary = random.nextBoolean();
                case 2 -> {
                    if (side.answers) {
                        letters.add(question(side, other, letters));
                    }
                }
                case 3, 4 -> deliver(letters, random);
                case 5 -> {
                    if (random.nextInt(20) == 0) {
                        side.restart();
                    }
                }
                case 6 -> side.answers = true;
                case 7 -> {
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
        CollectorTurns asking = asker.turns;
        CollectorTurns.Question question = asking.question(asker.readiness);
        return () -> {
            if (asked.answers) {
                byte[] answer = asked.answer(question);
                letters.add(() -> asking.heard(question, answer));
            } else {
                letters.add(() -> asking.nobodyThere(question));
            }
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
