package org.duovox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class StoppedComponentsTest {

    /** Named as the server's. */
    private static final class ComponentIsStoppedException extends IllegalStateException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void aStoppedObserverIsRecognisedWithinTheEventsFailure() {
        CompletionException ofTheEvent = new CompletionException(null);
        ofTheEvent.addSuppressed(new IllegalStateException(new ComponentIsStoppedException()));
        assertThat(StoppedComponents.isSaidBy(ofTheEvent)).isTrue();
    }

    @Test
    void anotherFailureIsNotTakenForAStop() {
        assertThat(StoppedComponents.isSaidBy(new IllegalStateException("no connection")))
                .isFalse();
    }

    @Test
    void aCircleOfCausesEnds() {
        IllegalStateException one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("other", one));
        assertThat(StoppedComponents.isSaidBy(one)).isFalse();
    }
}
