package org.duovox.service;

import java.util.Optional;
import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.ServiceHealth;

/**
 * What administrators want of one service, and what follows from it.
 *
 * @param activated lasts over a restart of the server
 * @param started does not: a restart heals
 */
public record Wanted(boolean activated, boolean started) {

    /** As every service begins. */
    public static final Wanted RUNNING = new Wanted(true, true);

    public boolean runs() {
        return activated && started;
    }

    /**
     * How a service is that is wanted so.
     *
     * @param works what its work says of itself; of no account when it is not to run
     */
    public ServiceState state(Service service, ServerStatus status, boolean works) {
        if (!runs() || !service.isDue(status)) {
            return ServiceState.STOPPED;
        }
        return works ? ServiceState.STARTED : ServiceState.FAILED;
    }

    /**
     * For the role manager. A service that an administrator stopped is told whatever the status: the other way round, the
     * status would come back with the first look after it was given up.
     */
    public ServiceHealth.State health(Service service, ServerStatus status, boolean works) {
        if (!runs()) {
            return ServiceHealth.State.STOPPED;
        }
        return works || !service.isDue(status) ? ServiceHealth.State.OK : ServiceHealth.State.FAILED;
    }

    /** Why an order is not carried out, in an administrator's words. Calls are not looked at (see {@link DropsCalls}). */
    public Optional<String> objection(Service service, ServiceOrder order) {
        if (!service.canBeStopped()) {
            return Optional.of(service.title() + " runs as long as the server does.");
        }
        return switch (order) {
            case START ->
                activated ? Optional.empty() : Optional.of(service.title() + " is deactivated; activate it first.");
            case STOP -> Optional.empty();
            case ACTIVATE, DEACTIVATE ->
                service.canBeDeactivated()
                        ? Optional.empty()
                        : Optional.of(
                                service.title() + " is always activated; only optional services can be deactivated.");
        };
    }

    /** What is wanted after the order. Activating starts, as the field's page does. */
    public Wanted after(ServiceOrder order) {
        return switch (order) {
            case START -> new Wanted(activated, true);
            case STOP -> new Wanted(activated, false);
            case ACTIVATE -> RUNNING;
            case DEACTIVATE -> new Wanted(false, false);
        };
    }
}
