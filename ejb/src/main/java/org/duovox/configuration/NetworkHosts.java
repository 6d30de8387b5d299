package org.duovox.configuration;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duovox.cluster.ClusterSettings;
import org.duovox.cluster.ClusterSettings.HostPort;
import org.duovox.settings.Setting;

/** The hosts that a server asks whether its own network works, as an administrator types them. */
public final class NetworkHosts {

    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    /** Told apart from "", which stands for the standard. */
    private static final String NONE = "none";

    private static final int LARGEST_PORT = 65_535;

    private NetworkHosts() {}

    static Setting<List<HostPort>> setting(List<HostPort> standard) {
        return new Setting<>(
                "cluster.network.check.hosts",
                standard,
                text -> text.equals(NONE) ? List.of() : parse(text),
                hosts -> hosts.isEmpty() ? NONE : text(hosts));
    }

    /**
     * Hosts with spaces, commas or lines between them; one that is there twice is asked once.
     *
     * @throws IllegalArgumentException with a sentence for the administrator
     */
    public static List<HostPort> parse(String typed) {
        List<HostPort> hosts = BETWEEN.splitAsStream(typed.strip())
                .filter(each -> !each.isEmpty())
                .limit(10L * ClusterSettings.MOST_CHECK_HOSTS)
                .map(NetworkHosts::host)
                .distinct()
                .toList();
        if (hosts.size() > ClusterSettings.MOST_CHECK_HOSTS) {
            throw new IllegalArgumentException(
                    "At most " + ClusterSettings.MOST_CHECK_HOSTS + " hosts are asked; more would not answer sooner.");
        }
        return hosts;
    }

    /** As {@link #parse} reads them. */
    public static String text(List<HostPort> hosts) {
        return hosts.stream()
                .map(host -> host.host().contains(":") ? "[" + host.host() + "]:" + host.tcpPort() : host.toString())
                .collect(Collectors.joining(", "));
    }

    private static HostPort host(String typed) {
        int colon = typed.lastIndexOf(':');
        String host = colon < 0 ? typed : typed.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw new IllegalArgumentException("Write an IPv6 address in brackets, such as [2001:db8::12]:443.");
        }
        Optional<String> complaint = HostNames.complaint(host);
        if (complaint.isPresent()) {
            throw new IllegalArgumentException(complaint.get());
        }
        if (colon < 0 || !typed.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "Say which TCP port of " + host + " is tried, such as " + host + ":443.");
        }
        int port = Integer.parseInt(typed.substring(colon + 1));
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("A TCP port is a number from 1 to " + LARGEST_PORT + ".");
        }
        return new HostPort(host, port);
    }
}
