package org.duovox.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.duovox.cluster.Member;
import org.duovox.sip.CallId;
import org.junit.jupiter.api.Test;

class PortTableTest {

    private static final CallId FIRST = new CallId("first");
    private static final CallId SECOND = new CallId("second");

    private final PortTable table = new PortTable(Member.PUBLISHER);

    private static VoicePort port(String id, Member server, boolean enabled, boolean answers) {
        return new VoicePort(id, id, "group", server, enabled, answers);
    }

    @Test
    void aCallGetsAFreePort() {
        table.configure(List.of(port("1", Member.PUBLISHER, true, true)));
        assertThat(table.acquire(FIRST)).isPresent();
        assertThat(table.acquire(SECOND)).isEmpty();
    }

    @Test
    void aReleasedPortIsFreeAgain() {
        table.configure(List.of(port("1", Member.PUBLISHER, true, true)));
        table.acquire(FIRST);
        table.release(FIRST);
        assertThat(table.acquire(SECOND)).isPresent();
    }

    @Test
    void theOtherServersPortsAreNotOurs() {
        table.configure(List.of(port("1", Member.SUBSCRIBER, true, true)));
        assertThat(table.acquire(FIRST)).isEmpty();
        assertThat(table.total()).isZero();
    }

    @Test
    void disabledPortsAndThoseThatDoNotAnswerGetNoCall() {
        table.configure(List.of(port("1", Member.PUBLISHER, false, true), port("2", Member.PUBLISHER, true, false)));
        assertThat(table.acquire(FIRST)).isEmpty();
    }
}
