package org.duovox.sip.jain;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings from system properties, for they belong to a server, not to an archive:
 *
 * <ul>
 *   <li>{@code duovox.sip.address}, else {@code duovox.address}: an IP address of this server; 127.0.0.1
 *   <li>{@code duovox.sip.port}: 5060
 *   <li>{@code duovox.sip.advertised.address}: the same as the address
 *   <li>{@code duovox.rtp.ports}: first-last; 16384-21511
 *   <li>{@code duovox.session.interval.seconds}: 1800; {@code duovox.session.interval.min.seconds}: 90
 *   <li>{@code duovox.call.max.minutes}: 120
 *   <li>{@code duovox.rtp.inactivity.seconds}: 20
 *   <li>{@code duovox.calls.max}: 500
 *   <li>{@code duovox.drain.limit.seconds}: 20
 *   <li>{@code duovox.sip.calls.per.second.per.source}: 500
 *   <li>{@code duovox.sip.allowed.sources}: IP addresses with commas between; empty for all
 * </ul>
 */
final class SettingsReader {

    private final UnaryOperator<@Nullable String> properties;

    private SettingsReader(UnaryOperator<@Nullable String> properties) {
        this.properties = properties;
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when a value makes no sense; the message names the property
     * @throws UnknownHostException when an address is none
     */
    static ConnectorSettings read(UnaryOperator<@Nullable String> properties) throws UnknownHostException {
        return new SettingsReader(properties).read();
    }

    private ConnectorSettings read() throws UnknownHostException {
        String address =
                text("duovox.sip.address").or(() -> text("duovox.address")).orElse("127.0.0.1");
        String[] rtp = text("duovox.rtp.ports").orElse("16384-21511").split("-", 2);
        if (rtp.length != 2) {
            throw new IllegalArgumentException("duovox.rtp.ports is first-last");
        }
        return new ConnectorSettings(
                new InetSocketAddress(InetAddress.getByName(address), number("duovox.sip.port", 5060, 1, 65535)),
                text("duovox.sip.advertised.address").orElse(address),
                number("duovox.rtp.ports", rtp[0], 1024, 65535),
                number("duovox.rtp.ports", rtp[1], 1024, 65535),
                Duration.ofSeconds(number("duovox.session.interval.seconds", 1800, 90, 86_400)),
                Duration.ofSeconds(number("duovox.session.interval.min.seconds", 90, 90, 86_400)),
                Duration.ofMinutes(number("duovox.call.max.minutes", 120, 1, 1440)),
                Duration.ofSeconds(number("duovox.rtp.inactivity.seconds", 20, 1, 3600)),
                number("duovox.calls.max", 500, 1, 10_000),
                Duration.ofSeconds(number("duovox.drain.limit.seconds", 20, 0, 600)),
                number("duovox.sip.calls.per.second.per.source", 500, 1, 100_000),
                sources());
    }

    private Set<String> sources() {
        return Arrays.stream(text("duovox.sip.allowed.sources").orElse("").split(","))
                .map(String::strip)
                .filter(source -> !source.isEmpty())
                .collect(Collectors.toSet());
    }

    private Optional<String> text(String name) {
        String value = properties.apply(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    private int number(String name, int otherwise, int min, int max) {
        return number(name, text(name).orElse(Integer.toString(otherwise)), min, max);
    }

    private static int number(String name, String text, int min, int max) {
        int value = SdpParser.number(text.strip(), max);
        if (value < min) {
            throw new IllegalArgumentException(name + " is a number from " + min + " to " + max + ", not " + text);
        }
        return value;
    }
}
