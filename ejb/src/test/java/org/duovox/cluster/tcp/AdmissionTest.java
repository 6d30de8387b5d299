package org.duovox.cluster.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.duovox.cluster.FeatureLevel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class AdmissionTest {

    private final AtomicLong now = new AtomicLong();
    private InetAddress peer;
    private LinkAddresses addresses;
    private Admission admission;

    @BeforeEach
    void list() throws UnknownHostException {
        peer = InetAddress.getByName("192.0.2.12");
        addresses = new LinkAddresses(InetAddress.getByName("192.0.2.11"), Optional.of(peer), 7610);
        admission = new Admission(addresses, now::get);
    }

    @Test
    void nobodyIsAcceptedBeforeItWasMet() {
        assertThat(admission.isAccepted()).isFalse();
        admission.accept(peer, FeatureLevel.OURS, "test");
        assertThat(admission.isAccepted()).isTrue();
    }

    @Test
    void anAnswerThatCameAfterTheListWasChangedDoesNotCount() {
        addresses.peer(Optional.empty());
        admission.forget();
        admission.accept(peer, FeatureLevel.OURS, "test");
        assertThat(admission.isAccepted()).isFalse();
    }

    @Test
    void whoIsRefusedIsNotAcceptedUntilItIsMetAgain() {
        admission.accept(peer, FeatureLevel.OURS, "test");
        assertThat(admission.refuse()).isTrue();
        assertThat(admission.isAccepted()).isFalse();
        assertThat(admission.isRefused()).isTrue();
        admission.accept(peer, FeatureLevel.OURS, "test");
        assertThat(admission.isRefused()).isFalse();
    }

    @Test
    void whoWasRefusedStaysSoThoughThePeerIsSilentNow() {
        assertThat(admission.refuse()).isTrue();
        now.addAndGet(TimeUnit.HOURS.toNanos(5));
        assertThat(admission.isRefused()).isTrue();
    }

    @Test
    void aRefusalIsSaidAtOnceAndAgainAfterAMinute() {
        assertThat(admission.refuse()).isTrue();
        now.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertThat(admission.refuse()).isFalse();
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(admission.refuse()).isTrue();
        assertThat(admission.refuse()).isFalse();
    }
}
