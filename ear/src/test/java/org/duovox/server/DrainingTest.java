package org.duovox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What our way of draining rests on: what the server does with calls in progress while it takes the application away. */
@Tag("server")
@ExtendWith(ArquillianExtension.class)
class DrainingTest {

    private static final Archive<?> ANSWERING = Archives.answeringMachine("draining.ear");
    /** The connector's drain limit of 20 s, its 12 s for the last events, and some. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Phone phone = new Phone(ServerUnderTest.SIP);
    private final Operator operator = new Operator();
    private int logBefore;

    @BeforeEach
    void beginACall() throws Exception {
        logBefore = Operator.logLines();
        operator.deploy(ANSWERING);
        assertThat(phone.call()).isEqualTo(200);
    }

    @AfterEach
    void disconnect() {
        phone.close();
        operator.close();
    }

    /** The server closes the beans first and asks the connector to let go of its calls after that: hence suspend first. */
    @Test
    void undeployingWithoutSuspendingLosesTheEventsOfCalls() throws Exception {
        CompletableFuture<Void> undeploying = CompletableFuture.runAsync(() -> operator.undeploy(ANSWERING.getName()));
        try (Phone other = new Phone(ServerUnderTest.SIP)) {
            assertThat(other.optionsUntil(503)).isEqualTo(503);
        }
        phone.press('5');
        undeploying.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Operator.awaitLogged(logBefore, "component is shutting down");
        assertThat(Operator.logSince(logBefore)).noneMatch(line -> line.contains("noted DigitPressed"));
    }

    @Test
    void suspendingWaitsForCallsAndTheirEventsArrive() throws Exception {
        try {
            CompletableFuture<Void> suspending = CompletableFuture.runAsync(() -> operator.suspend(60));
            theCallGoesOnWhile(suspending);
            suspending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Operator.awaitLogged(logBefore, "noted HungUp[reason=CALLER], the database being there");
        } finally {
            operator.resume();
        }
        assertThat(phone.optionsUntil(200)).isEqualTo(200);
        operator.undeploy(ANSWERING.getName());
    }

    private void theCallGoesOnWhile(CompletableFuture<Void> takenAway) throws Exception {
        try (Phone other = new Phone(ServerUnderTest.SIP)) {
            assertThat(other.optionsUntil(503)).isEqualTo(503);
        }
        assertThat(phone.press('5')).isEqualTo(200);
        assertThat(takenAway).isNotDone();
        assertThat(phone.bye()).isEqualTo(200);
        Operator.awaitLogged(logBefore, "noted DigitPressed");
    }
}
