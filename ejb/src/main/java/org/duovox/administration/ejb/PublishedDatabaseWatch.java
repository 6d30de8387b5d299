package org.duovox.administration.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.ejb.AlarmBell;
import org.duovox.cluster.Duty;
import org.duovox.cluster.RoleChanged;

/** Tells when changes can no longer be decided with the database of the server with Primary status, and when they can again. */
@ApplicationScoped
public class PublishedDatabaseWatch {

    private AlarmBell bell;

    private boolean reachedOnce;
    private boolean local;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    protected PublishedDatabaseWatch() {}

    @Inject
    public PublishedDatabaseWatch(AlarmBell bell) {
        this.bell = bell;
    }

    /** Called in order, by the role manager's announcer. */
    public synchronized void onRole(@Observes RoleChanged changed) {
        boolean reached = changed.now().has(Duty.PUBLISH) || changed.peerInContact();
        reachedOnce |= reached;
        if (!reached && reachedOnce && !local) {
            local = true;
            bell.raise(Alarm.EvtDBHelperConnectionFailbackToLocal, changed.why());
        } else if (reached && local) {
            local = false;
            bell.raise(Alarm.EvtDBHelperConnectionPrimaryRestored, changed.why());
        }
    }
}
