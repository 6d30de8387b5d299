package org.duovox.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepetitionTest {

    private static final long PAUSE = Repetition.PAUSE.toNanos();

    private final Repetition repetition = new Repetition();

    @Test
    void anAlarmIsRaisedOnceInAWhile() {
        long start = Long.MAX_VALUE - 10; // the clock may begin anywhere, and wrap
        assertThat(repetition.allows(Alarm.EvtMiuBusyHere, start)).isTrue();
        assertThat(repetition.allows(Alarm.EvtMiuBusyHere, start + PAUSE - 1)).isFalse();
        assertThat(repetition.allows(Alarm.EvtMiuBusyHere, start + PAUSE)).isTrue();
    }

    @Test
    void anotherAlarmIsAnotherMatter() {
        assertThat(repetition.allows(Alarm.EvtMiuBusyHere, 0)).isTrue();
        assertThat(repetition.allows(Alarm.EvtMsgStopTakingCalls, 0)).isTrue();
    }
}
