package org.duovox.mwi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duovox.user.UserId;
import org.junit.jupiter.api.Test;

class LampsToCheckTest {

    private static final UserId ALICE = new UserId("alice");

    private final LampsToCheck lamps = new LampsToCheck();

    @Test
    void afterAStartEverybodysLampsAreChecked() {
        assertThat(lamps.take().everybody()).isTrue();
        assertThat(lamps.isEmpty()).isTrue();
    }

    @Test
    void thenOnlyThoseWhoseMailboxesChanged() {
        lamps.take();
        lamps.add(Set.of(ALICE));
        assertThat(lamps.take()).isEqualTo(new LampsToCheck.Round(false, Set.of(ALICE)));
        assertThat(lamps.take().isEmpty()).isTrue();
    }

    @Test
    void whoIsAddedToEverybodyIsAmongThem() {
        lamps.add(Set.of(ALICE));
        assertThat(lamps.take()).isEqualTo(new LampsToCheck.Round(true, Set.of()));
    }

    @Test
    void aPhoneSystemThatIsAwayDoesNotMakeThousandsOfLookUpsASecond() {
        lamps.take();
        lamps.add(IntStream.rangeClosed(0, LampsToCheck.MOST_ONE_BY_ONE)
                .mapToObj(i -> new UserId("user-" + i))
                .collect(Collectors.toSet()));
        assertThat(lamps.take().everybody()).isTrue();
    }
}
