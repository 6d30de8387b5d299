package org.duovox.maintenance;

import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;

/**
 * The next step of a maintenance, decided anew at each look: whatever changed meanwhile, and whoever did it, the way from there is
 * the same. The server that stays looks after it; the maintained one only when it is left alone.
 */
public enum MaintenanceStep {
    /** Somebody else's turn, or nothing to do. */
    NOTHING,
    STOP_TAKING_CALLS,
    WAIT_FOR_CALLS,
    MAKE_OTHER_PRIMARY,
    WAIT_FOR_STATUS,
    DEACTIVATE,
    SAFE_TO_SHUT_DOWN,
    SHUT_DOWN,
    TAKE_CALLS,
    ACTIVATE,
    MAKE_PRIMARY_AGAIN,
    /** All is as before. */
    DONE,
    /** The server that was to stay is gone: the last one that can answer calls is never maintained. */
    GIVE_UP;

    public static MaintenanceStep of(Maintenance maintenance, Situation now) {
        return switch (maintenance) {
            case Maintenance.None none -> NOTHING;
            case Maintenance.Of of -> of(of, now);
        };
    }

    private static MaintenanceStep of(Maintenance.Of maintenance, Situation now) {
        boolean stays = now.self() != maintenance.server();
        if (!now.inContact()) {
            return stays ? SHUT_DOWN : now.server() == ServerStatus.STARTING ? WAIT_FOR_STATUS : GIVE_UP;
        }
        if (!stays) {
            return NOTHING;
        }
        return maintenance.ends() ? back(maintenance, now) : out(now);
    }

    private static MaintenanceStep out(Situation now) {
        if (now.toTakeCalls()) {
            return STOP_TAKING_CALLS;
        }
        return switch (now.server()) {
            case DEACTIVATED -> SAFE_TO_SHUT_DOWN;
            case PRIMARY -> now.calls() > 0 ? WAIT_FOR_CALLS : MAKE_OTHER_PRIMARY;
            case SECONDARY -> {
                if (now.calls() > 0) {
                    yield WAIT_FOR_CALLS;
                }
                yield now.stays() == ServerStatus.PRIMARY ? DEACTIVATE : WAIT_FOR_STATUS;
            }
            case STARTING, REPLICATING_DATA, SPLIT_BRAIN_RECOVERY, NOT_FUNCTIONING -> WAIT_FOR_STATUS;
        };
    }

    private static MaintenanceStep back(Maintenance.Of maintenance, Situation now) {
        if (!now.toTakeCalls()) {
            return TAKE_CALLS;
        }
        return switch (now.server()) {
            case DEACTIVATED -> ACTIVATE;
            case SECONDARY -> maintenance.wasPrimary() ? MAKE_PRIMARY_AGAIN : DONE;
            case PRIMARY -> DONE;
            case STARTING, REPLICATING_DATA, SPLIT_BRAIN_RECOVERY, NOT_FUNCTIONING -> WAIT_FOR_STATUS;
        };
    }

    /** For the page, on either server. */
    public static String sentence(Maintenance maintenance, Situation now) {
        if (!(maintenance instanceof Maintenance.Of of)) {
            return "";
        }
        Member server = of.server();
        Situation seen = new Situation(
                server.peer(), now.inContact(), now.server(), now.stays(), now.toTakeCalls(), now.calls());
        return switch (of(of, seen)) {
            case STOP_TAKING_CALLS -> "The %s stops taking calls.".formatted(server.word());
            case WAIT_FOR_CALLS ->
                "Waiting until the %s is idle: %d in progress.".formatted(server.word(), now.calls());
            case MAKE_OTHER_PRIMARY ->
                "The %s becomes Primary.".formatted(server.peer().word());
            case WAIT_FOR_STATUS ->
                "Waiting for the servers to settle: the %s is %s, the %s %s."
                        .formatted(
                                server.word(),
                                now.server().title(),
                                server.peer().word(),
                                now.stays().title());
            case DEACTIVATE -> "The %s is deactivated.".formatted(server.word());
            case SAFE_TO_SHUT_DOWN ->
                "The %s is idle and deactivated: it is safe to shut it down.".formatted(server.word());
            case SHUT_DOWN ->
                of.ends()
                        ? "Waiting for the %s to be back in contact.".formatted(server.word())
                        : "The %s is shut down, or out of contact.".formatted(server.word());
            case TAKE_CALLS -> "The %s takes calls again.".formatted(server.word());
            case ACTIVATE -> "The %s is activated.".formatted(server.word());
            case MAKE_PRIMARY_AGAIN -> "The %s becomes Primary again.".formatted(server.word());
            case NOTHING, DONE, GIVE_UP -> "";
        };
    }
}
