package org.duovox.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to the other server and comes from it. */
class ServiceMessagesTest {

    @Test
    void reportsArriveAsTheyWere() {
        List<ServiceReport> all = Arrays.stream(Service.values())
                .map(service -> new ServiceReport(
                        service,
                        service != Service.INBOX,
                        service == Service.INBOX ? ServiceState.STOPPED : ServiceState.STARTED,
                        service == Service.INBOX ? Optional.empty() : Optional.of(Instant.ofEpochMilli(1_800_000))))
                .toList();
        assertThat(ServiceReport.decode(ServiceReport.encode(all))).isEqualTo(all);
    }

    @Test
    void aServiceOfANewerReleaseIsLeftOut() {
        assertThat(ServiceReport.decode(bytes("fax-gateway true STARTED 5\nmixer true STOPPED -")))
                .containsExactly(new ServiceReport(Service.MIXER, true, ServiceState.STOPPED, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixer", "mixer true ASLEEP -", "mixer true STARTED x", "mixer true STARTED - -"})
    void nonsenseIsNoReport(String text) {
        assertThatThrownBy(() -> ServiceReport.decode(bytes(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOrderArrivesAsItWas() {
        ServiceRequest request = new ServiceRequest(Service.FILE_SYNCER, ServiceOrder.DEACTIVATE, true);
        assertThat(ServiceRequest.decode(request.encode())).isEqualTo(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mixer", "mixer pause true", "fax stop true", "mixer stop true x"})
    void nonsenseIsNoOrder(String text) {
        assertThatThrownBy(() -> ServiceRequest.decode(bytes(text))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
