package org.duovox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final AtomicLong second = new AtomicLong();
    private final Timeline publisher = new Timeline(Member.PUBLISHER);
    private final Timeline subscriber = new Timeline(Member.SUBSCRIBER);

    /** A second after the one before. */
    private void step(Timeline timeline, String what) {
        timeline.add(Instant.ofEpochSecond(second.incrementAndGet()), TimelineStep.Kind.STEP, what, "");
    }

    private static List<String> said(Timeline timeline) {
        return timeline.all().stream().map(TimelineStep::what).toList();
    }

    private void fetch(long startId) throws IOException {
        subscriber.fetched(startId, publisher.since(subscriber.known(startId)));
    }

    @Test
    void bothServersStepsAreInOrderNewestFirst() throws IOException {
        step(publisher, "one");
        step(subscriber, "two");
        step(publisher, "three");
        fetch(7);
        assertThat(said(subscriber)).containsExactly("three", "two", "one");
    }

    @Test
    void stepsOfOneMillisecondAreInOrder() throws IOException {
        subscriber.add(Instant.ofEpochSecond(1, 300_000), TimelineStep.Kind.STEP, "one", "");
        publisher.add(Instant.ofEpochSecond(1, 600_000), TimelineStep.Kind.STEP, "two", "");
        subscriber.add(Instant.ofEpochSecond(1, 900_000), TimelineStep.Kind.STEP, "three", "");
        fetch(7);
        assertThat(said(subscriber)).containsExactly("three", "two", "one");
    }

    @Test
    void onlyWhatIsNewIsFetched() throws IOException {
        step(publisher, "one");
        fetch(7);
        step(publisher, "two");
        fetch(7);
        fetch(7);
        assertThat(said(subscriber)).containsExactly("two", "one");
    }

    @Test
    void aRestartedPeersStepsAreAddedToTheOldOnes() throws IOException {
        step(publisher, "before");
        fetch(7);
        Timeline restarted = new Timeline(Member.PUBLISHER);
        step(restarted, "after");
        boolean lacks = subscriber.lacks(8, restarted.count());
        subscriber.fetched(8, restarted.since(subscriber.known(8)));
        assertThat(lacks && said(subscriber).equals(List.of("after", "before"))).isTrue();
    }

    @Test
    void stepsThatAreCutOffAreFetchedAgainAsAWhole() throws IOException {
        step(publisher, "one");
        step(publisher, "two");
        byte[] whole = publisher.since(subscriber.known(7));
        byte[] cut = Arrays.copyOf(whole, whole.length - 2);
        assertThatThrownBy(() -> subscriber.fetched(7, cut)).isInstanceOf(IOException.class);
        assertThat(said(subscriber)).isEmpty();
        fetch(7);
        assertThat(said(subscriber)).containsExactly("two", "one");
    }

    @Test
    void nothingIsLackingWhenAllIsFetched() throws IOException {
        step(publisher, "one");
        fetch(7);
        assertThat(subscriber.lacks(7, publisher.count())).isFalse();
    }

    @Test
    void theLastTwoHundredAreKept() {
        for (int i = 1; i <= 300; i++) {
            step(publisher, Integer.toString(i));
        }
        assertThat(said(publisher)).hasSize(ClusterView.STEPS).startsWith("300").endsWith("101");
    }
}
