package org.duovox.alarm.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.time.Clock;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.AlarmRaised;
import org.duovox.alarm.Repetition;

/** Raises alarms of this server. The role manager has its own way, for it may not wait for any bean. */
@ApplicationScoped
public class AlarmBell {

    private static final Logger LOG = System.getLogger(AlarmBell.class.getName());

    private final Clock clock = Clock.systemUTC();
    private final Repetition repetition = new Repetition();

    @Inject
    private Event<AlarmRaised> raised;

    /**
     * To the log, and to the history of both servers; the same alarm at most once a minute. Never blocks.
     *
     * @return false if it was raised a moment ago and is not now
     */
    public boolean raise(Alarm alarm, String why) {
        if (!repetition.allows(alarm, System.nanoTime())) {
            return false;
        }
        raiseEach(alarm, why);
        return true;
    }

    /** The same for what an administrator does: each time. Never blocks. */
    public void raiseEach(Alarm alarm, String why) {
        LOG.log(alarm.severity().logLevel(), "{0}: {1}", alarm.name(), why);
        var unused = raised.fireAsync(new AlarmRaised(alarm, clock.instant(), why));
    }
}
