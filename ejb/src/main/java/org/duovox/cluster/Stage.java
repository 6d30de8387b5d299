package org.duovox.cluster;

/**
 * Where a server is on its way between statuses. A stage holds only what is true in it, and the only way to the next stage
 * is a method of the stage it may follow: a Starting server cannot settle a split brain, a leaving one cannot take over.
 * Only a Secondary can be deactivated, and only a Deactivated server activated.
 */
sealed interface Stage {

    long since();

    ServerStatus shown();

    /** From here a server may become Primary. */
    sealed interface Candidate extends Stage {
        default TakingOver takeOver(long now, Claim claim) {
            return new TakingOver(now, shown(), claim);
        }
    }

    /** From here a server may become Secondary without more ado. */
    sealed interface Yielding extends Stage {
        default Secondary stepBack(long now) {
            return new Secondary(now, HandOver.NONE, now);
        }
    }

    /** From here an orderly shutdown may begin. */
    sealed interface Stoppable extends Stage {}

    /**
     * Waits for the peer, and then for its data.
     *
     * @param offers what the role file says this server had given up for its peer when it stopped
     * @param last the status in the role file
     */
    record Starting(long since, HandOver offers, ServerStatus last) implements Candidate, Yielding, Stoppable {
        @Override
        public ServerStatus shown() {
            return ServerStatus.STARTING;
        }

        ReplicatingData replicate(long now) {
            return new ReplicatingData(now);
        }

        /** The role file says so already. */
        Deactivated stayDeactivated(long now) {
            return new Deactivated(now, 0, now, true);
        }

        Leaving leave(long now) {
            return new Leaving(now, shown(), HandOver.NONE, true, 0);
        }
    }

    /**
     * Serves beside a Primary, or waits to take over from one.
     *
     * @param asks wants the peer's Primary status, since askedAt
     */
    record Secondary(long since, HandOver asks, long askedAt) implements Candidate, Stoppable {
        @Override
        public ServerStatus shown() {
            return ServerStatus.SECONDARY;
        }

        Secondary ask(HandOver why, long now) {
            return new Secondary(since, why, now);
        }

        ReplicatingData replicate(long now) {
            return new ReplicatingData(now);
        }

        Deactivated deactivate(long now, long ticket) {
            return new Deactivated(now, ticket, now, false);
        }

        Leaving leave(long now) {
            return new Leaving(now, shown(), HandOver.NONE, true, 0);
        }
    }

    /** Serves with what it has while a large backlog is worked off beside a Primary. */
    record ReplicatingData(long since) implements Candidate, Yielding, Stoppable {
        @Override
        public ServerStatus shown() {
            return ServerStatus.REPLICATING_DATA;
        }

        Deactivated deactivate(long now, long ticket) {
            return new Deactivated(now, ticket, now, false);
        }

        Leaving leave(long now) {
            return new Leaving(now, shown(), HandOver.NONE, true, 0);
        }
    }

    /**
     * Answers nobody until an administrator activates it.
     *
     * @param ticket of the order to the role file, given at askedAt
     * @param written the role file says so: it lasts over a restart
     */
    record Deactivated(long since, long ticket, long askedAt, boolean written) implements Stoppable {
        @Override
        public ServerStatus shown() {
            return ServerStatus.DEACTIVATED;
        }

        Deactivated kept() {
            return new Deactivated(since, ticket, askedAt, true);
        }

        Deactivated askAgain(long now, long next) {
            return new Deactivated(since, next, now, false);
        }

        Activating activate(long now, long next) {
            return new Activating(now, next, false);
        }

        Leaving leave(long now) {
            return new Leaving(now, shown(), HandOver.NONE, true, 0);
        }
    }

    /**
     * On its way back from Deactivated; keeps showing that until the role file is written.
     *
     * @param written the role file says Secondary; the peer's status or the network decides what follows
     */
    record Activating(long since, long ticket, boolean written) implements Candidate, Yielding, Stoppable {
        @Override
        public ServerStatus shown() {
            return ServerStatus.DEACTIVATED;
        }

        Activating kept() {
            return new Activating(since, ticket, true);
        }

        Deactivated stayDeactivated(long now, long next) {
            return new Deactivated(now, next, now, false);
        }

        Leaving leave(long now) {
            return new Leaving(now, shown(), HandOver.NONE, true, 0);
        }
    }

    /** What a server wants to be Primary with, and why. */
    record Claim(long term, long ticket, Cause cause, boolean madeByHand, String why) {}

    /** About to be Primary; keeps showing what it was until the role file is written. */
    record TakingOver(long since, ServerStatus shown, Claim claim) implements Yielding, Stoppable {

        Primary persisted(long now) {
            return new Primary(now);
        }

        Leaving leave(long now) {
            return new Leaving(now, shown, HandOver.NONE, true, 0);
        }
    }

    record Primary(long since) implements Stoppable {
        @Override
        public ServerStatus shown() {
            return ServerStatus.PRIMARY;
        }

        /** A server that has failed does not wait for its disk. */
        HandingOver giveUp(long now, HandOver why, long ticket) {
            return new HandingOver(now, why, why == HandOver.FAILURE, ticket);
        }

        Settling settle(long now) {
            return new Settling(now, false, now);
        }

        Leaving leave(long now, HandOver offers, long ticket) {
            return new Leaving(now, ServerStatus.SECONDARY, offers, offers == HandOver.NONE, ticket);
        }
    }

    /**
     * Has given Primary status up for the peer.
     *
     * @param released the role file says Secondary (or could not be written in time): the peer may take over
     */
    record HandingOver(long since, HandOver offers, boolean released, long ticket)
            implements Candidate, Yielding, Stoppable {
        @Override
        public ServerStatus shown() {
            return ServerStatus.SECONDARY;
        }

        HandingOver release() {
            return new HandingOver(since, offers, true, ticket);
        }

        Leaving leave(long now) {
            return new Leaving(now, shown(), HandOver.SHUT_DOWN, true, ticket);
        }
    }

    /**
     * Both were Primary.
     *
     * @param peerToo the peer knows it as well, since togetherSince
     */
    record Settling(long since, boolean peerToo, long togetherSince) implements Candidate, Yielding, Stoppable {
        @Override
        public ServerStatus shown() {
            return ServerStatus.SPLIT_BRAIN_RECOVERY;
        }

        Settling peerSettles(long now) {
            return new Settling(since, true, now);
        }

        Leaving leave(long now) {
            return new Leaving(now, shown(), HandOver.SHUT_DOWN, true, 0);
        }
    }

    /** Waits for the peer to know. */
    record Leaving(long since, ServerStatus shown, HandOver offers, boolean released, long ticket) implements Stage {
        Leaving release() {
            return new Leaving(since, shown, offers, true, ticket);
        }

        Left left(long now) {
            return new Left(now);
        }
    }

    record Left(long since) implements Stage {
        @Override
        public ServerStatus shown() {
            return ServerStatus.NOT_FUNCTIONING;
        }
    }
}
