package org.duovox.cluster.ejb;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.duovox.cluster.BacklogLimits;
import org.duovox.cluster.ClusterSettings;
import org.duovox.cluster.ClusterSettings.HostPort;
import org.duovox.cluster.Member;
import org.duovox.cluster.RoleSettings;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's system properties.
 *
 * @param keystore a PKCS12 file with the cluster's secret
 * @param roleFile on a local disk
 */
record ClusterProperties(ClusterSettings settings, Path keystore, Path keystorePasswordFile, Path roleFile) {

    private static final int STANDARD_LINK_PORT = 7610;

    /**
     * Reads the properties.
     *
     * @throws IllegalArgumentException naming the property that is missing or wrong
     */
    static ClusterProperties from(Properties properties) {
        InetAddress own = address(properties, "duovox.address");
        InetAddress publisher = address(properties, "duovox.publisher.address");
        Member self = own.equals(publisher) ? Member.PUBLISHER : Member.SUBSCRIBER;
        if (self == Member.SUBSCRIBER
                && properties.containsKey("duovox.subscriber.address")
                && !own.equals(address(properties, "duovox.subscriber.address"))) {
            throw new IllegalArgumentException(
                    "duovox.address is neither duovox.publisher.address nor duovox.subscriber.address");
        }
        Optional<InetAddress> peer = self == Member.PUBLISHER ? subscriber(properties, own) : Optional.of(publisher);
        ClusterSettings settings = new ClusterSettings(
                self,
                own,
                peer,
                number(properties, "duovox.link.port", STANDARD_LINK_PORT),
                rules(properties),
                hosts(properties.getProperty("duovox.network.check.hosts")));
        Path data = Path.of(properties.getProperty("jboss.server.data.dir", "."));
        Path configuration = Path.of(properties.getProperty("jboss.server.config.dir", "."));
        return new ClusterProperties(
                settings,
                Path.of(properties.getProperty(
                        "duovox.cluster.keystore",
                        configuration.resolve("cluster.p12").toString())),
                Path.of(properties.getProperty(
                        "duovox.cluster.keystore.password.file",
                        configuration.resolve("cluster.password").toString())),
                Path.of(properties.getProperty(
                        "duovox.role.file", data.resolve("duovox-role").toString())));
    }

    /**
     * Whom the publisher lists until the list itself is read: what run-server.sh says was last listed, or else the address that
     * was known at installation. The publisher's own stands for none, because JGroups needs some address there.
     */
    private static Optional<InetAddress> subscriber(Properties properties, InetAddress own) {
        for (String name : List.of("duovox.subscriber.listed", "duovox.subscriber.address")) {
            if (!properties.getProperty(name, "").isBlank()) {
                InetAddress subscriber = address(properties, name);
                return subscriber.equals(own) ? Optional.empty() : Optional.of(subscriber);
            }
        }
        return Optional.empty();
    }

    private static RoleSettings rules(Properties properties) {
        RoleSettings standard = RoleSettings.STANDARD;
        return new RoleSettings(
                seconds(properties, "duovox.start.grace.seconds", standard.startGrace()),
                seconds(properties, "duovox.failback.seconds", standard.failback()),
                flag(properties, "duovox.status.automatic", standard.changesAutomatically()),
                flag(properties, "duovox.failback.automatic", standard.failsBackAutomatically()),
                flag(properties, "duovox.deactivate.when.backlogged", standard.deactivatesWhenBacklogged()),
                backlog(properties));
    }

    private static BacklogLimits backlog(Properties properties) {
        BacklogLimits standard = BacklogLimits.STANDARD;
        return new BacklogLimits(
                standard.delayEntries(),
                seconds(properties, "duovox.backlog.warning.seconds", standard.delayLag()),
                standard.mostEntries(),
                seconds(properties, "duovox.backlog.limit.seconds", standard.mostLag()),
                seconds(properties, "duovox.backlog.lasting.seconds", standard.lasting()));
    }

    private static boolean flag(Properties properties, String name, boolean standard) {
        String value = properties.getProperty(name, Boolean.toString(standard)).strip();
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(name + " must be true or false, not " + value);
        }
        return value.equals("true");
    }

    private static HostPort hostPort(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("duovox.network.check.hosts: \"" + text + "\" is not host:port");
        }
        return new HostPort(text.substring(0, colon), number("duovox.network.check.hosts", text.substring(colon + 1)));
    }

    private static List<HostPort> hosts(@Nullable String list) {
        List<HostPort> hosts = new ArrayList<>();
        if (list != null) {
            for (String host : list.split("[,\\s]+", -1)) {
                if (!host.isEmpty()) {
                    hosts.add(hostPort(host));
                }
            }
        }
        return hosts;
    }

    private static InetAddress address(Properties properties, String name) {
        String text = required(properties, name);
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(name + " names no host: " + text, e);
        }
    }

    private static String required(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The system property " + name + " is missing");
        }
        return value.strip();
    }

    private static Duration seconds(Properties properties, String name, Duration standard) {
        return Duration.ofSeconds(number(properties, name, (int) standard.toSeconds()));
    }

    private static int number(Properties properties, String name, int standard) {
        String value = properties.getProperty(name);
        return value == null ? standard : number(name, value.strip());
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, not " + value, e);
        }
    }
}
