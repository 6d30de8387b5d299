package org.duovox.administration.ejb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.alarm.Alarm.EvtDBHelperConnectionFailbackToLocal;
import static org.duovox.alarm.Alarm.EvtDBHelperConnectionPrimaryRestored;
import static org.duovox.cluster.ServerStatus.PRIMARY;
import static org.duovox.cluster.ServerStatus.SECONDARY;
import static org.duovox.cluster.ServerStatus.STARTING;

import java.util.ArrayList;
import java.util.List;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.ejb.AlarmBell;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerStatus;
import org.junit.jupiter.api.Test;

/** Which database decides changes, as alarms tell it. */
class PublishedDatabaseWatchTest {

    private final List<Alarm> raised = new ArrayList<>();
    private final PublishedDatabaseWatch watch = new PublishedDatabaseWatch(new AlarmBell() {
        @Override
        public boolean raise(Alarm alarm, String why) {
            return raised.add(alarm);
        }
    });

    private void now(ServerStatus status, boolean contact) {
        watch.onRole(new RoleChanged(status, status, contact, "because"));
    }

    @Test
    void aSecondaryThatLosesThePrimaryUsesItsOwnUntilItIsBack() {
        now(STARTING, false);
        now(SECONDARY, true);
        assertThat(raised).isEmpty();
        now(SECONDARY, false);
        now(SECONDARY, false);
        assertThat(raised).containsExactly(EvtDBHelperConnectionFailbackToLocal);
        now(SECONDARY, true);
        assertThat(raised).containsExactly(EvtDBHelperConnectionFailbackToLocal, EvtDBHelperConnectionPrimaryRestored);
    }

    @Test
    void whoBecomesPrimaryHasThePrimarysDatabase() {
        now(SECONDARY, true);
        now(SECONDARY, false);
        now(PRIMARY, false);
        now(PRIMARY, true);
        assertThat(raised).containsExactly(EvtDBHelperConnectionFailbackToLocal, EvtDBHelperConnectionPrimaryRestored);
    }

    @Test
    void aPrimaryThatLosesTheOtherTellsNothing() {
        now(STARTING, false);
        now(PRIMARY, false);
        now(PRIMARY, true);
        now(PRIMARY, false);
        assertThat(raised).isEmpty();
    }
}
