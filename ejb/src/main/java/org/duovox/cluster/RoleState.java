package org.duovox.cluster;

import org.duovox.cluster.Stage.Starting;
import org.jspecify.annotations.Nullable;

/**
 * All that the role manager knows. Times are monotonic nanoseconds of this process.
 *
 * @param serial counts the decisions
 * @param level whether replication has, as far as it knows, everything the peer has
 * @param ticket of the last order to the role file or the network check
 * @param order an administrator's, while it is being carried out
 */
record RoleState(
        Stage stage,
        long term,
        boolean madeByHand,
        long serial,
        boolean level,
        Peer peer,
        Network network,
        Timers timers,
        long ticket,
        long epoch,
        long startId,
        RoleSettings settings,
        Fitness fitness,
        Backlog backlog,
        @Nullable Order order) {

    /**
     * The other server as we hear it.
     *
     * @param report the last, from before the loss when not in contact
     * @param heardAt when both directions were last proven; moved on by times in which we could not listen
     * @param failures refusals and resets since
     */
    record Peer(@Nullable RoleReport report, boolean inContact, long contactSince, long heardAt, int failures) {}

    /**
     * What the network check said in this silence.
     *
     * @param complained the operator knows that it fails
     * @param failed the last answer was no good one
     * @param trustedFrom a good answer counts from then on
     */
    record Network(Progress progress, long at, long ticket, boolean complained, boolean failed, long trustedFrom) {
        enum Progress {
            UNKNOWN,
            RUNNING,
            GOOD,
            BAD
        }

        static Network unknown(long now) {
            return new Network(Progress.UNKNOWN, now, 0, false, false, now);
        }

        /**
         * After a failure the peer may still be about to be heard over the same network: its silence counts anew. A late answer means
         * a failure that has just ended.
         */
        Network then(Progress next, long now, long asked, boolean told) {
            boolean late = progress == Progress.RUNNING && now - at >= RoleTimes.NETWORK_PROMPT;
            return switch (next) {
                case UNKNOWN -> new Network(next, now, asked, told, false, now);
                case RUNNING -> new Network(next, now, asked, told, failed, trustedFrom);
                case GOOD ->
                    new Network(next, now, asked, told, false, failed || late ? now + RoleTimes.SILENCE : trustedFrom);
                case BAD -> new Network(next, now, asked, told, true, trustedFrom);
            };
        }

        /** This process did not run for a while, and has heard nobody in it; after a long one the network is asked anew. */
        Network afterGap(long gap, long now) {
            boolean overdue = progress == Progress.RUNNING && now - gap - at >= RoleTimes.NETWORK_PROMPT;
            return gap > RoleTimes.REPLACED_GAP
                    ? new Network(Progress.UNKNOWN, now, 0, complained, failed || overdue, now)
                    : new Network(progress, at, ticket, complained, failed, trustedFrom + gap);
        }

        boolean isTrusted(long now) {
            return progress == Progress.GOOD && now - trustedFrom >= 0;
        }
    }

    /**
     * When what began.
     *
     * @param decidedAt the last event
     * @param vacantSince in contact, and neither claims Primary
     * @param steadySince this Secondary, well, and the peer with Primary status are in contact and level
     * @param backloggedSince beside a Primary, and more waits on one of the servers than the limit allows
     * @param holdUntil no takeover before, after one that failed
     * @param keepUntil no handing over because of a failure before, after one that was not taken
     * @param suspended duties that only one may have rest, after a pause of this process
     */
    record Timers(
            long decidedAt,
            long vacantSince,
            long steadySince,
            long backloggedSince,
            long holdUntil,
            long keepUntil,
            boolean suspended,
            long suspendedSince) {

        static Timers atStart(long now) {
            return new Timers(now, now, now, now, now, now, false, now);
        }
    }

    /**
     * As the process starts.
     *
     * @param stored with this start's epoch
     */
    static RoleState starting(StoredRole stored, RoleSettings settings, long startId, long now) {
        return new RoleState(
                new Starting(now, stored.pendingSwap() ? HandOver.FAILBACK : HandOver.NONE, stored.status()),
                stored.term(),
                false,
                0,
                false,
                new Peer(null, false, now, now, 0),
                Network.unknown(now),
                Timers.atStart(now),
                0,
                stored.epoch(),
                startId,
                settings,
                Fitness.atStart(now),
                Backlog.NONE,
                null);
    }

    ServerStatus shown() {
        return stage.shown();
    }

    /** Whether this server may do now what its status is there for. */
    boolean has(Duty duty) {
        boolean rests = timers.suspended() && (duty == Duty.NOTIFY || duty == Duty.TRANSFER_MESSAGES);
        return shown().has(duty) && !rests;
    }

    /** What this server tells its peer. */
    RoleReport report(Member self) {
        HandOver asks = stage instanceof Stage.Secondary secondary ? secondary.asks() : HandOver.NONE;
        return new RoleReport(
                self,
                startId,
                serial,
                shown(),
                term,
                stage instanceof Stage.TakingOver,
                asks,
                offers(),
                level,
                madeByHand,
                stage instanceof Stage.Leaving || stage instanceof Stage.Left,
                fitness.condition(),
                backlog.level());
    }

    private HandOver offers() {
        return switch (stage) {
            case Stage.Starting starting -> starting.offers();
            case Stage.HandingOver handing when handing.released() -> handing.offers();
            case Stage.Leaving leaving when leaving.released() -> leaving.offers();
            case Stage.HandingOver stillWriting -> HandOver.NONE;
            case Stage.Leaving stillWriting -> HandOver.NONE;
            case Stage.Secondary secondary -> HandOver.NONE;
            case Stage.ReplicatingData replicating -> HandOver.NONE;
            case Stage.Deactivated deactivated -> HandOver.NONE;
            case Stage.Activating activating -> HandOver.NONE;
            case Stage.TakingOver taking -> HandOver.NONE;
            case Stage.Primary primary -> HandOver.NONE;
            case Stage.Settling settling -> HandOver.NONE;
            case Stage.Left left -> HandOver.NONE;
        };
    }
}
