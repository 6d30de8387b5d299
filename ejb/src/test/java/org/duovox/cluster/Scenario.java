package org.duovox.cluster;

/** What a simulation has beside the roles; in the simulation of roles alone nothing. */
public interface Scenario {

    Scenario ROLES_ONLY = new Scenario() {};

    default void begin(Simulation simulation) {}

    default Lodger lodger(SimulatedServer server) {
        return Lodger.NOBODY;
    }

    /** Plans what is to happen until the window ends, when all faults are over. */
    default void plan(long window) {}

    /** How many faults it makes at most, beside those of the simulation of roles. */
    default int faults() {
        return 0;
    }

    /** Every 100 ms. */
    default void look() {}

    /** The faults are over. */
    default void healed() {}

    /** Whether everything is as it must be in the end, so that to go on would show nothing more. */
    default boolean isSettled() {
        return false;
    }

    /** How long after healing everything must be settled. */
    default long patience() {
        return Simulation.HEALED;
    }

    /** The roles are not what they must be: says what else is wrong first. */
    default void notSettled() {}

    /** What must hold in the end. */
    default void atTheEnd() {}
}
