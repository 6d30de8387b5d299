package org.duovox.cluster.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.duovox.cluster.Member;
import org.junit.jupiter.api.Test;

class StrangersTest {

    /** It would be shown as one that was not let in for as long as the list stays as it is. */
    @Test
    void whoIsListedWhileItIsTurnedAwayIsNoStrangerAfterwards() throws IOException, GeneralSecurityException {
        InetAddress other = LinkedServer.address(Member.SUBSCRIBER);
        LinkAddresses addresses = new LinkAddresses(LinkedServer.address(Member.PUBLISHER), Optional.empty(), 7610);
        Strangers strangers = new Strangers(addresses, SSLContext.getDefault(), new Watch(), Clock.systemUTC());
        strangers.met(other);
        assertThat(strangers.last())
                .hasValueSatisfying(met -> assertThat(met.address()).isEqualTo(other));
        addresses.peer(Optional.of(other));
        strangers.forget();
        strangers.met(other);
        assertThat(strangers.last()).isEmpty();
        addresses.peer(Optional.empty());
        strangers.forget();
        strangers.met(other);
        assertThat(strangers.last()).isPresent();
        strangers.stop();
    }
}
