package org.duovox.phonesystem.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.duovox.cluster.NetworkAnswer.Kind;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerStatus;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.phonesystem.IdleLine;
import org.duovox.phonesystem.PhoneSystem;
import org.duovox.phonesystem.PhoneSystems;
import org.duovox.phonesystem.PortGroup;
import org.duovox.sip.SipTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneSystemCheckTest {

    private static final RoleChanged STARTED =
            new RoleChanged(ServerStatus.STARTING, ServerStatus.SECONDARY, true, "started");

    /** For what comes on a thread of its own, on a busy machine. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Configured configured = new Configured();

    @ParameterizedTest
    @CsvSource({"200, ANSWERED", "405, ANSWERED", "486, ANSWERED", "408, UNPROVEN", "503, UNPROVEN"})
    void anyAnswerOfAPhoneSystemShowsThatTheNetworkWorks(int status, Kind kind) {
        Duration limit = kind == Kind.ANSWERED ? LONG : PhoneSystemCheck.LIMIT;
        PhoneSystemCheck check =
                new PhoneSystemCheck(configured, new Line(() -> CompletableFuture.completedFuture(status)), limit);
        check.onRole(STARTED);

        assertThat(check.check().kind()).isEqualTo(kind);
    }

    @Test
    void aSilentPhoneSystemShowsNothingAndHoldsNobodyUp() {
        PhoneSystemCheck check =
                new PhoneSystemCheck(configured, new Line(CompletableFuture::new), PhoneSystemCheck.LIMIT);
        check.onRole(STARTED);

        long began = System.nanoTime();
        assertThat(check.check().kind()).isEqualTo(Kind.UNPROVEN);
        assertThat(System.nanoTime() - began).isLessThan(LONG.toNanos());
    }

    @Test
    void oneThatCannotEvenBeConnectedToHoldsNobodyUpAndIsNotAskedTwiceAtATime() {
        CountDownLatch givesUp = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        PhoneSystemCheck check = new PhoneSystemCheck(
                configured,
                new Line(() -> {
                    asked.incrementAndGet();
                    begun.countDown();
                    await(givesUp);
                    throw new IllegalStateException("connection timed out");
                }),
                PhoneSystemCheck.LIMIT);
        check.onRole(STARTED);

        long began = System.nanoTime();
        assertThat(check.check().kind()).isEqualTo(Kind.UNPROVEN);
        assertThat(check.check().kind()).isEqualTo(Kind.UNPROVEN);
        assertThat(System.nanoTime() - began).isLessThan(LONG.toNanos());
        await(begun);
        assertThat(asked).hasValue(1);
        givesUp.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoHasNoPhoneSystemAsksNone() {
        configured.hosts = List.of();
        PhoneSystemCheck check =
                new PhoneSystemCheck(configured, new Line(CompletableFuture::new), PhoneSystemCheck.LIMIT);
        check.onRole(STARTED);

        assertThat(check.check().kind()).isEqualTo(Kind.UNPROVEN);
    }

    @Test
    void aNewPortGroupIsAskedFromThenOnAndAFailedDatabaseForgetsNone() {
        configured.hosts = List.of();
        PhoneSystemCheck check =
                new PhoneSystemCheck(configured, new Line(() -> CompletableFuture.completedFuture(200)), LONG);
        check.onRole(STARTED);
        configured.hosts = List.of("192.0.2.1");
        check.onRecords(new RecordsChanged(Set.of(EntityType.PORT_GROUP), Set.of(), false));
        configured.fails = true;
        check.onRole(STARTED);

        assertThat(check.check().what()).contains("192.0.2.1");
    }

    private static final class Configured implements PhoneSystems {
        private List<String> hosts = List.of("192.0.2.1");
        private boolean fails;

        @Override
        public List<PhoneSystem> all() {
            return List.of();
        }

        @Override
        public List<PortGroup> portGroups() {
            if (fails) {
                throw new IllegalStateException("no database");
            }
            return hosts.stream()
                    .map(host -> new PortGroup("g", "Group", "p", host, 5060, SipTransport.UDP, true))
                    .toList();
        }
    }

    private static final class Line extends IdleLine {
        private final Supplier<CompletionStage<Integer>> status;

        Line(Supplier<CompletionStage<Integer>> status) {
            this.status = status;
        }

        @Override
        public CompletionStage<Integer> probe(InetSocketAddress phoneSystem, SipTransport transport) {
            return status.get();
        }
    }
}
