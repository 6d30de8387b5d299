package org.duovox.cluster;

import java.util.Set;

/**
 * What the role manager makes of the services' health. It is worse at once and better only after a while, so that a service
 * that comes and goes does not move the roles with it.
 *
 * @param condition that decisions rest on
 * @param betterSince what is seen has been better than that
 * @param told services whose fault was alarmed
 * @param complained the operator knows that this Primary cannot hand over
 */
record Fitness(Health seen, Condition condition, long betterSince, Set<String> told, boolean complained) {

    Fitness {
        told = Set.copyOf(told);
    }

    static Fitness atStart(long now) {
        return new Fitness(Health.WELL, Condition.WELL, now, Set.of(), false);
    }

    Fitness complain() {
        return new Fitness(seen, condition, betterSince, told, true);
    }
}
