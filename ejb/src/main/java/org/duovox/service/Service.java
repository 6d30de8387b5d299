package org.duovox.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.duovox.cluster.Duty;
import org.duovox.cluster.ServerStatus;

/** What runs on a server, by the field's names where we have the thing; the order is that of the page. */
public enum Service {
    DATABASE(ServiceGroup.STATUS_ONLY, "Database", Optional.empty(), ""),
    SERVER_ROLE_MANAGER(ServiceGroup.STATUS_ONLY, "Server Role Manager", Optional.empty(), ""),
    SERVICEABILITY(ServiceGroup.STATUS_ONLY, "Serviceability", Optional.empty(), ""),

    CONVERSATION_MANAGER(
            ServiceGroup.CRITICAL,
            "Conversation Manager",
            Optional.of(Duty.ANSWER_CALLS),
            "The server answers no calls; its calls in progress are dropped."),
    MIXER(
            ServiceGroup.CRITICAL,
            "Mixer",
            Optional.of(Duty.ANSWER_CALLS),
            "The server neither plays nor records; its calls in progress are dropped, new ones are refused."),
    NOTIFIER(
            ServiceGroup.CRITICAL,
            "Notifier",
            Optional.of(Duty.NOTIFY),
            "No message waiting lamp changes; they are set right when it starts."),
    REPLICATION(
            ServiceGroup.CRITICAL,
            "Replication",
            Optional.of(Duty.REPLICATE),
            "Nothing is sent to the other server or taken from it; messages left meanwhile have a single copy until it"
                    + " starts."),

    ADMINISTRATION(
            ServiceGroup.BASE,
            "Administration",
            Optional.of(Duty.ADMINISTER),
            "The configuration pages and their REST resources say 503 on this server."),
    DB_EVENT_PUBLISHER(
            ServiceGroup.BASE,
            "DB Event Publisher",
            Optional.empty(),
            "Nothing on this server hears of changed records, settings among them; it catches up when it starts."),

    ALERT_COLLECTOR(
            ServiceGroup.OPTIONAL,
            "Alert Collector",
            Optional.empty(),
            "This server mails and publishes no alerts; the other one mails those of both. Alarms are kept all the"
                    + " same, and published here when it starts."),
    FILE_SYNCER(
            ServiceGroup.OPTIONAL,
            "File Syncer",
            Optional.of(Duty.REPLICATE),
            "No audio is exchanged with the other server; messages left meanwhile have a single copy until it starts."),
    INBOX(
            ServiceGroup.OPTIONAL,
            "Inbox",
            Optional.of(Duty.SERVE_CLIENTS),
            "The users' page and REST resource say 503 on this server."),
    REST_SERVICE(
            ServiceGroup.OPTIONAL,
            "REST Service",
            Optional.empty(),
            "All of REST says 503 on this server, but for its readiness and this list of services."),
    SYSTEM_AGENT(
            ServiceGroup.OPTIONAL,
            "System Agent",
            Optional.empty(),
            "Messages keep the mark of a single copy though the other server has them, until it starts.");

    private final ServiceGroup group;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // of an enum
    private final Optional<Duty> duty;

    private final String effect;

    Service(ServiceGroup group, String title, Optional<Duty> duty, String effect) {
        this.group = group;
        this.title = title;
        this.duty = duty;
        this.effect = effect;
    }

    public ServiceGroup group() {
        return group;
    }

    public String title() {
        return title;
    }

    /** What becomes of the server without it, for whoever is about to stop it; empty when nobody can. */
    public String effect() {
        return effect;
    }

    /** In addresses and messages, such as {@code conversation-manager}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Service> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    public boolean isCritical() {
        return group == ServiceGroup.CRITICAL;
    }

    public boolean canBeStopped() {
        return group != ServiceGroup.STATUS_ONLY;
    }

    public boolean canBeDeactivated() {
        return group == ServiceGroup.OPTIONAL;
    }

    /** Only these two carry calls (architecture.md, Roles). */
    public boolean carriesCalls() {
        return this == CONVERSATION_MANAGER || this == MIXER;
    }

    /** Whether a server of that status is to run it. */
    public boolean isDue(ServerStatus status) {
        return duty.map(status::has).orElse(true);
    }
}
