package org.duovox.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duovox.cluster.BacklogLimits;
import org.duovox.cluster.ClusterSettings.HostPort;
import org.duovox.cluster.RoleSettings;
import org.duovox.settings.Setting;
import org.duovox.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkHostsTest {

    private static final List<HostPort> BOTH =
            List.of(new HostPort("gateway.example.com", 443), new HostPort("2001:db8::1", 53));

    @Test
    void spacesCommasAndLinesAreBetweenHosts() {
        assertThat(NetworkHosts.parse(" gateway.example.com:443,\r\n[2001:db8::1]:53 gateway.example.com:443 "))
                .isEqualTo(BOTH);
        assertThat(NetworkHosts.parse(" \n ")).isEmpty();
    }

    @Test
    void whatIsShownIsReadAgain() {
        assertThat(NetworkHosts.parse(NetworkHosts.text(BOTH))).isEqualTo(BOTH);
    }

    @ParameterizedTest
    @CsvSource({
        "gateway,Say which TCP port of gateway is tried",
        "gateway:https,Say which TCP port",
        "gateway:0,A TCP port is a number",
        "gateway:65536,A TCP port is a number",
        "gateway:99999999999,Say which TCP port",
        "gate_way:443,is no host name",
        "2001:db8::1:53,in brackets",
        ":443,Say the host name",
        "http://gateway:443,in brackets"
    })
    void whatIsNoHostIsRefusedWithASentence(String typed, String complaint) {
        assertThatThrownBy(() -> NetworkHosts.parse(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void atMostEightAreAsked() {
        assertThat(NetworkHosts.parse(hosts(8))).hasSize(8);
        assertThatThrownBy(() -> NetworkHosts.parse(hosts(9))).hasMessageContaining("At most 8");
    }

    private static String hosts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "h" + i + ":443").collect(Collectors.joining(" "));
    }

    @Test
    void noneCanBeSetAlthoughTheInstallationNamesSome() {
        ClusterConfiguration installed = ClusterConfiguration.of(RoleSettings.STANDARD, BOTH);
        assertThat(installed.with(onPaper(Map.of())).checkHosts()).isEqualTo(BOTH);
        ClusterConfiguration none = ClusterConfiguration.of(RoleSettings.STANDARD, List.of());
        assertThat(installed.with(onPaper(none.changes().values())).checkHosts())
                .isEmpty();
    }

    @Test
    void whatServiceParametersShowsIsChangedWithoutTheRest() {
        ClusterConfiguration changed =
                ClusterConfiguration.of(RoleSettings.STANDARD, BOTH).starting(false, 60, 5);
        assertThat(changed.checkHosts()).isEqualTo(BOTH);
        assertThat(changed.rules(RoleSettings.STANDARD))
                .isEqualTo(new RoleSettings(
                        Duration.ofSeconds(5), Duration.ofSeconds(60), true, false, false, BacklogLimits.STANDARD));
    }

    private static Settings onPaper(Map<String, String> texts) {
        return new Settings() {
            @Override
            public <T> T get(Setting<T> setting) {
                return setting.read(texts.getOrDefault(setting.id(), ""));
            }
        };
    }
}
