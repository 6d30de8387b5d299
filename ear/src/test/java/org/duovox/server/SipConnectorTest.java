package org.duovox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.ServerSocket;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The resource adapter, in the server that it is for, with an application that answers each call. */
@Tag("server")
@ExtendWith(ArquillianExtension.class)
class SipConnectorTest {

    private static final Archive<?> ANSWERING = Archives.answeringMachine("answering.ear");

    private Operator operator;

    @BeforeEach
    void connect() {
        operator = new Operator();
    }

    @AfterEach
    void disconnect() {
        operator.close();
    }

    @Test
    void aCallIsAnsweredAndReleased() {
        operator.deploy(ANSWERING);
        try (Phone phone = new Phone(ServerUnderTest.SIP)) {
            assertThat(phone.options()).isEqualTo(200);
            assertThat(phone.call()).isEqualTo(200);
            assertThat(phone.bye()).isEqualTo(200);
        } finally {
            operator.undeploy(ANSWERING.getName());
        }
    }

    @Test
    void tenRedeploysLeaveNothingBehind() throws Exception {
        for (int round = 1; round <= 10; round++) {
            operator.deploy(ANSWERING);
            try (Phone phone = new Phone(ServerUnderTest.SIP)) {
                assertThat(phone.call()).as("round " + round).isEqualTo(200);
                assertThat(phone.bye()).as("round " + round).isEqualTo(200);
            } finally {
                operator.undeploy(ANSWERING.getName());
            }
            new DatagramSocket(ServerUnderTest.SIP).close();
            new ServerSocket(5060, 1, ServerUnderTest.SIP.getAddress()).close();
        }
        operator.awaitNoThreadOfOurs();
        // The server itself may hold on to the last one undeployed; ten would be a leak.
        assertThat(operator.classLoaders(ANSWERING.getName() + ".sip-connector.rar"))
                .isLessThanOrEqualTo(1);
    }
}
