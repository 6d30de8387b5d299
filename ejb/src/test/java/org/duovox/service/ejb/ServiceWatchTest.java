package org.duovox.service.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import org.duovox.cluster.ServiceHealth.State;
import org.duovox.service.Service;
import org.junit.jupiter.api.Test;

class ServiceWatchTest {

    private final ServiceWatch watch = new ServiceWatch();
    private final ServiceWatch.Watched mixer = new ServiceWatch.Watched(watch, Service.MIXER);

    @Test
    void whileTheServerStartsAllIsWell() {
        assertThat(mixer.state()).isEqualTo(State.OK);
    }

    @Test
    void aFailureIsToldAtTheSecondLook() {
        watch.ask(service -> State.FAILED);
        assertThat(mixer.state()).isEqualTo(State.OK);
        assertThat(mixer.state()).isEqualTo(State.FAILED);
    }

    @Test
    void aStopIsToldAtOnce() {
        watch.ask(service -> State.STOPPED);
        assertThat(mixer.state()).isEqualTo(State.STOPPED);
    }
}
