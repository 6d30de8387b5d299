package org.duovox.sip.jain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StackRestartTest {

    @Test
    void tenStartsAndStopsLeaveNoThread() throws Exception {
        ConnectorSettings settings = TestServer.settings(Duration.ZERO);
        try (TestServer warmUp = new TestServer(TestServer::answering, settings)) {
            assertAnswers(warmUp);
        }
        Set<Thread> before = threads();
        for (int i = 0; i < 10; i++) {
            try (TestServer server = new TestServer(TestServer::answering, settings)) {
                assertAnswers(server);
            }
        }
        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(Duration.ofSeconds(20));
        }
        left.removeIf(thread -> !thread.isAlive());
        assertThat(left).isEmpty();
    }

    /** As the watchdog does, who asks three times before it counts. */
    private static void assertAnswers(TestServer server) {
        assertThat(LongStream.range(0, Watchdog.MAX_UNANSWERED)
                        .anyMatch(number -> Watchdog.answers(server.address(), number)))
                .isTrue();
    }

    @Test
    void aCallWorksAfterTheStackWasStartedAnew() throws Exception {
        try (TestServer server = new TestServer(TestServer::answering);
                TestPhone phone = new TestPhone(server.address())) {
            assertThat(phone.call("", TestPhone.SDP)).startsWith("SIP/2.0 200");
            server.service.restartStack();
            try (TestPhone another = new TestPhone(server.address())) {
                assertThat(another.call("", TestPhone.SDP)).startsWith("SIP/2.0 200");
            }
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("junit"))
                .collect(Collectors.toSet());
    }
}
