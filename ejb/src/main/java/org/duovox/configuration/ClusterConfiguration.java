package org.duovox.configuration;

import java.time.Duration;
import java.util.List;
import org.duovox.cluster.ClusterSettings.HostPort;
import org.duovox.cluster.RoleSettings;
import org.duovox.settings.Setting;
import org.duovox.settings.SettingChanges;
import org.duovox.settings.Settings;

/**
 * The settings of the page Cluster Configuration. The server's system properties say what is in force until somebody sets them.
 *
 * @param deactivatesWhenBacklogged "Deactivate server with Secondary status when replication is backlogged"
 * @param changesAutomatically "Automatically change server status when the publisher server fails"
 * @param failsBackAutomatically the publisher becomes Primary again by itself
 * @param failbackSeconds how long both must be healthy and level before that
 * @param startGraceSeconds how long a lone starting server waits for its peer
 * @param checkHosts who is asked whether a server's own network works, before it takes over
 */
public record ClusterConfiguration(
        boolean deactivatesWhenBacklogged,
        boolean changesAutomatically,
        boolean failsBackAutomatically,
        int failbackSeconds,
        int startGraceSeconds,
        List<HostPort> checkHosts) {

    /** Beyond it, "automatically" means nothing to whoever waits. */
    public static final int LONGEST_SECONDS = 3_600;

    public ClusterConfiguration {
        checkHosts = List.copyOf(checkHosts);
    }

    /** Of everything, what these properties say is the standard. */
    public static ClusterConfiguration of(RoleSettings properties, List<HostPort> checkHosts) {
        return new ClusterConfiguration(
                properties.deactivatesWhenBacklogged(),
                properties.changesAutomatically(),
                properties.failsBackAutomatically(),
                (int) properties.failback().toSeconds(),
                (int) properties.startGrace().toSeconds(),
                checkHosts);
    }

    /** What was set, and of the rest what is said here. */
    public ClusterConfiguration with(Settings settings) {
        return new ClusterConfiguration(
                settings.get(backlogged()),
                settings.get(automatic()),
                settings.get(failsBack()),
                settings.get(failback()),
                settings.get(grace()),
                settings.get(hosts()));
    }

    /** With other values of what Service Parameters shows. */
    public ClusterConfiguration starting(boolean failsBack, int failback, int startGrace) {
        return new ClusterConfiguration(
                deactivatesWhenBacklogged, changesAutomatically, failsBack, failback, startGrace, checkHosts);
    }

    /** To be kept. Throws IllegalArgumentException, with a sentence for the administrator, when a number is out of its range. */
    public SettingChanges changes() {
        return new SettingChanges()
                .set(backlogged(), deactivatesWhenBacklogged)
                .set(automatic(), changesAutomatically)
                .set(failsBack(), failsBackAutomatically)
                .set(failback(), failbackSeconds)
                .set(grace(), startGraceSeconds)
                .set(hosts(), checkHosts);
    }

    /** For the role manager; limits that are not set here stay as they are there. */
    public RoleSettings rules(RoleSettings before) {
        return new RoleSettings(
                Duration.ofSeconds(startGraceSeconds),
                Duration.ofSeconds(failbackSeconds),
                changesAutomatically,
                failsBackAutomatically,
                deactivatesWhenBacklogged,
                before.backlog());
    }

    private Setting<Boolean> backlogged() {
        return Setting.flag("cluster.deactivate.when.backlogged", deactivatesWhenBacklogged);
    }

    private Setting<Boolean> automatic() {
        return Setting.flag("cluster.status.automatic", changesAutomatically);
    }

    private Setting<Boolean> failsBack() {
        return Setting.flag("cluster.failback.automatic", failsBackAutomatically);
    }

    private Setting<Integer> failback() {
        return Setting.number("cluster.failback.seconds", failbackSeconds, 1, LONGEST_SECONDS);
    }

    private Setting<Integer> grace() {
        return Setting.number("cluster.start.grace.seconds", startGraceSeconds, 0, LONGEST_SECONDS);
    }

    private Setting<List<HostPort>> hosts() {
        return NetworkHosts.setting(checkHosts);
    }
}
