package org.duovox.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.duovox.administration.AdministrationRequest.Kind;
import org.junit.jupiter.api.Test;

class AdministrationRequestTest {

    @Test
    void aRequestArrivesAsItWasSent() {
        AdministrationRequest request =
                new AdministrationRequest(Kind.ADD_USER, "id-1", Map.of("extension", "1001", "name", "Zoë"));
        assertThat(AdministrationRequest.decode(request.encode())).isEqualTo(request);
    }

    @Test
    void garbageIsRefused() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            byte[] garbage = new byte[random.nextInt(100)];
            random.nextBytes(garbage);
            assertThatThrownBy(() -> AdministrationRequest.decode(garbage))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void twentyWrongGuessesInAMinuteAreTheLast() {
        GuessLimit limit = new GuessLimit();
        for (int i = 0; i < GuessLimit.MOST_WRONG; i++) {
            assertThat(limit.isAllowed(i)).isTrue();
            limit.wrong(i);
        }
        assertThat(limit.isAllowed(100)).isFalse();
        assertThat(limit.isAllowed(GuessLimit.PERIOD.toNanos())).isTrue();
    }
}
