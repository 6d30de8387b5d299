package org.duovox.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who press anything at any time, on a server where anything may fail. */
class RandomCallerTest {

    private static final int EVENTS = 50_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyCallerIsReleasedOnceAndHearsSentOnlyWhenStoredAndLosesNothing(long seed) {
        assertThat(run(seed)).containsAll(everywhere());
    }

    @Test
    void soDoesOneWhomNobodyHasMetBefore() {
        run(System.nanoTime());
    }

    /** Where the callers were. */
    private static Set<Class<?>> run(long seed) {
        Random random = new Random(seed);
        int events = 0;
        Set<Class<?>> visited = new HashSet<>();
        while (events < EVENTS) {
            RandomCall call = new RandomCall(random, visited);
            try {
                events += call.run();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + call.story(), e);
            }
        }
        return visited;
    }

    private static List<Class<?>> everywhere() {
        return Stream.of(
                        ConversationState.class,
                        ConversationState.Waiting.class,
                        ConversationState.Finishing.class,
                        Place.class,
                        NumberAsked.class)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .filter(type -> !type.isInterface())
                .<Class<?>>map(type -> type)
                .toList();
    }
}
