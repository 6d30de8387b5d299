package org.duovox.configuration.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HostLookUpTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(10);

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static HostLookUp.Found find(String... answers) {
        InetAddress[] found =
                List.of(answers).stream().map(HostLookUpTest::address).toArray(InetAddress[]::new);
        return new HostLookUp(name -> found, LONG).find("voice2", address("192.0.2.11"));
    }

    @Test
    void aNameWithOneAddressIsFound() {
        assertThat(find("192.0.2.12").address()).hasValue(address("192.0.2.12"));
    }

    @Test
    void ofBothKindsOfAddressesThePublishersKindCounts() {
        assertThat(find("2001:db8::12", "192.0.2.12").address()).hasValue(address("192.0.2.12"));
        assertThat(find("2001:db8::12").complaint()).contains("of the other kind");
    }

    @Test
    void aNameWithSeveralAddressesIsRefused() {
        assertThat(find("192.0.2.12", "192.0.2.13").complaint())
                .isEqualTo(
                        "voice2 has several addresses (192.0.2.12 and 192.0.2.13); say the IP address with which that server"
                                + " is installed.");
    }

    @Test
    void anAddressIsNotLookedUp() {
        HostLookUp never = new HostLookUp(
                name -> {
                    throw new AssertionError("asked for " + name);
                },
                SHORT);
        assertThat(never.find("192.0.2.12", address("192.0.2.11")).address()).hasValue(address("192.0.2.12"));
        assertThat(never.complaint(List.of("192.0.2.12", "2001:db8::1"))).isEmpty();
    }

    @Test
    void anUnknownNameIsRefusedWithASentence() {
        HostLookUp unknown = new HostLookUp(
                name -> {
                    throw new UnknownHostException(name);
                },
                LONG);
        assertThat(unknown.find("voice2", address("192.0.2.11")).complaint())
                .startsWith("voice2 cannot be found by its name");
        assertThat(unknown.complaint(List.of("192.0.2.12", "voice3")))
                .hasValueSatisfying(said -> assertThat(said).startsWith("voice3 cannot be found"));
    }

    @Test
    void aResolverThatHangsIsNotWaitedForAndNotAskedWithoutEnd() {
        CountDownLatch end = new CountDownLatch(1);
        HostLookUp hangs = new HostLookUp(
                name -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new UnknownHostException(name);
                },
                Duration.ofMillis(20));
        for (int i = 0; i < 40; i++) {
            assertThat(hangs.find("voice2", address("192.0.2.11")).complaint()).contains("was not answered");
        }
        long waiting = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("duovox-host-look-up"))
                .count();
        end.countDown();
        assertThat(waiting).isLessThanOrEqualTo(16);
    }
}
