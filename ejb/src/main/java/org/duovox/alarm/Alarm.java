package org.duovox.alarm;

import java.util.Arrays;
import java.util.Optional;

/**
 * The role manager's published alarms, some of their neighbours, and one of our own; the names appear letter for letter in logs and on pages. Names,
 * severities and which ones become alerts are those of the field's alarm catalogue (product-facts.md, 3.3).
 */
public enum Alarm {
    AutoFailoverInitiated(
            Severity.INFORMATIONAL,
            false,
            "The Primary is lost, or a critical service of it failed, and the other server begins to take over by"
                    + " itself.",
            "None yet. Find out why: a server that cannot be reached but runs is Primary too, and both must be joined"
                    + " again."),
    AutoFailoverSucceeded(
            Severity.INFORMATIONAL,
            true,
            "The other server is Primary now and handles everything.",
            "Look after the server that failed; messages are kept in a single copy until it is back."),
    AutoFailoverFailed(
            Severity.ERROR,
            true,
            "A server tried to become Primary and could not.",
            "Look at the reason. Check the network of this server and that its services run, then choose Make"
                    + " Primary."),
    AutoFailbackInitiated(
            Severity.INFORMATIONAL, false, "The publisher is healthy again and asks for Primary status.", "None."),
    AutoFailbackSucceeded(
            Severity.INFORMATIONAL, true, "The publisher is Primary again; the subscriber shares the work.", "None."),
    AutoFailbackFailed(
            Severity.ERROR,
            true,
            "The publisher asked for Primary status and did not get it.",
            "Check that both servers are in contact and that replication has no backlog, then choose Make Primary."),
    ManualFailoverInitiated(Severity.INFORMATIONAL, false, "An administrator makes the subscriber Primary.", "None."),
    ManualFailoverSucceeded(
            Severity.INFORMATIONAL,
            false,
            "The subscriber is Primary, as an administrator wanted.",
            "None. The publisher does not take the status back by itself; choose Make Primary there when it shall."),
    ManualFailoverFailed(
            Severity.ERROR,
            false,
            "The subscriber could not be made Primary.",
            "Look at the reason, check that the subscriber is Secondary and in contact, and try again."),
    ManualFailbackInitiated(Severity.INFORMATIONAL, false, "An administrator makes the publisher Primary.", "None."),
    ManualFailbackSucceeded(
            Severity.INFORMATIONAL, false, "The publisher is Primary, as an administrator wanted.", "None."),
    ManualFailbackFailed(
            Severity.ERROR,
            false,
            "The publisher could not be made Primary.",
            "Look at the reason, check that the publisher is Secondary and in contact, and try again."),
    CriticalServiceDown(
            Severity.ERROR,
            false,
            "A critical service of this server stopped or failed.",
            "Start it on the page Service Management; if it fails again, look at this server's log."),
    NoConnectionToPeer(
            Severity.ERROR,
            true,
            "The servers cannot talk to each other.",
            "Check that the other server runs and that the network between them lets the cluster's ports pass."),
    RegainedPeerCommunication(Severity.INFORMATIONAL, false, "The servers talk to each other again.", "None."),
    ReplicationDelay(
            Severity.INFORMATIONAL,
            false,
            "More waits to be replicated than the warning threshold allows.",
            "If it lasts, check the other server's load and disk, and the network between the servers."),
    ReplicationStopped(
            Severity.ERROR,
            false,
            "More waits to be replicated than the limit allows, or nothing is acknowledged any more.",
            "Check that the other server runs and is in contact. Nothing is lost: what waits is kept and sent later."),
    ReplicationStarted(
            Severity.INFORMATIONAL, false, "Replication has caught up: both servers have everything.", "None."),
    SplitBrainDetected(
            Severity.WARNING,
            false,
            "Both servers were Primary while they could not see each other, and meet again.",
            "None: recovery begins by itself. Find out why the network was cut."),
    SbrInitiated(Severity.INFORMATIONAL, false, "Both servers compare and merge what they have.", "None."),
    SbrSuccessful(
            Severity.INFORMATIONAL,
            false,
            "Both servers have the same again; the publisher is Primary, the subscriber Secondary.",
            "None."),
    SbrFailed(
            Severity.ERROR,
            true,
            "Not everything was merged in time.",
            "Replication goes on meanwhile. Check the network between the servers and both disks."),
    ServerActivated(Severity.INFORMATIONAL, false, "An administrator activated a server.", "None."),
    ServerDeactivated(
            Severity.INFORMATIONAL,
            false,
            "A server was deactivated: it answers no calls and serves no clients.",
            "Activate it when the maintenance is done."),

    // Neighbours of the role manager's. The references have their names, but a severity only of the first and of the
    // disk's.
    EvtMsgStopTakingCalls(
            Severity.INFORMATIONAL,
            false,
            "An administrator stopped all ports of a server: it takes no new calls.",
            "None if it is wanted. Choose Take Calls on the page Cluster Management when the server shall take calls again."),
    EvtMiuBusyHere(
            Severity.WARNING,
            false,
            "Every port of this server is in use: callers hear busy, or the phone system tries the other server.",
            "If it happens often, add ports, or see on the page Port Monitor what occupies them."),
    EvtMiuSipNoDTMF(
            Severity.WARNING,
            false,
            "A call was connected whose phone system offered no telephone events (RFC 4733): keys are heard only if they come by SIP"
                    + " INFO.",
            "Have the phone system offer telephone-event (RFC 4733) to this server."),
    EvtMsgNoMwiPorts(
            Severity.WARNING,
            false,
            "Users have a phone system none of whose port groups sends message waiting indications: their lamps stay as"
                    + " they are.",
            "Add a port group with message waiting indications to that phone system, or take the phone system from users who"
                    + " have no lamp."),
    EvtMsgMwiFailureSetMwi(
            Severity.WARNING,
            false,
            "A phone system does not take what a lamp should show: it is told again, ever more seldom.",
            "Check that the phone system is reachable and knows the extension; if it does not, take the phone system from that user."),
    EvtMsgEndSwitchResynch(
            Severity.INFORMATIONAL,
            false,
            "The server that now looks after the lamps has compared all of them with the mailboxes: they are as they should be.",
            "None."),
    EvtDBHelperConnectionFailbackToLocal(
            Severity.WARNING,
            false,
            "The database of the server with Primary status cannot be reached: changes are decided with this server's own.",
            "Check that the other server runs and that the network between them works. What clashes is told afterwards on the page"
                    + " Split Brain Recovery."),
    EvtDBHelperConnectionPrimaryRestored(
            Severity.INFORMATIONAL,
            false,
            "Changes are decided with the database of the server with Primary status again.",
            "None."),
    DiskConsumptionCloseToCapacityThreshold(
            Severity.ERROR,
            true,
            "The disk of the messages fills up: below a last reserve this server will refuse calls.",
            "Free space on that disk, or give it more."),
    DiskConsumptionExceedsCapacityThreshold(
            Severity.ERROR,
            true,
            "The disk of the messages is nearly full: this server refuses calls, for it could not keep what callers say.",
            "Free space on that disk, or give it more."),

    // Our own: the field's catalogue has none for it.
    StoredDataDamaged(
            Severity.ERROR,
            true,
            "What had been stored was damaged or missing on this server, or was not the same on both; what the other server has was"
                    + " taken from there.",
            "Look at what was found and what could not be repaired. Choose Compare Now on the page Data Comparison, and check this"
                    + " server's disk and its log; if it comes again, replace the disk.");

    private final Severity severity;
    private final boolean alerts;
    private final String explanation;
    private final String recommendedAction;

    Alarm(Severity severity, boolean alerts, String explanation, String recommendedAction) {
        this.severity = severity;
        this.alerts = alerts;
        this.explanation = explanation;
        this.recommendedAction = recommendedAction;
    }

    /** The one of that name; nothing for one that only another release knows. */
    public static Optional<Alarm> of(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    public Severity severity() {
        return severity;
    }

    /** Of the alert until somebody sets another one: that of the alarm, but for what the field's preconfigured alert says (3.2). */
    public Severity alertSeverity() {
        return this == NoConnectionToPeer ? Severity.CRITICAL : severity;
    }

    /** Whether somebody is to be alerted: an entry in the alert log. */
    public boolean alerts() {
        return alerts;
    }

    public String explanation() {
        return explanation;
    }

    public String recommendedAction() {
        return recommendedAction;
    }
}
