package org.duovox.mwi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.duovox.user.UserId;
import org.junit.jupiter.api.Test;

class OvertakenCommandsTest {

    private static final UserId ADA = new UserId("ada");
    private static final long LATEST = OvertakenCommands.LATEST.toNanos();

    private final OvertakenCommands commands = new OvertakenCommands();

    private static Map<UserId, LampState> ada(String overtaken) {
        return Map.of(ADA, new LampState(Lamp.DARK, overtaken));
    }

    @Test
    void isDueWhenNothingCanComeAnyMore() {
        commands.look(ada("one"), user -> false, 0);
        commands.look(ada("one"), user -> false, LATEST - 1);
        assertThat(commands.due(LATEST - 1)).isEmpty();
        assertThat(commands.due(LATEST)).isEqualTo(Map.of(ADA, "one"));
    }

    @Test
    void anotherCommandMayComeAsLateAgain() {
        commands.look(ada("one"), user -> false, 0);
        commands.look(ada("two"), user -> false, LATEST);
        assertThat(commands.due(LATEST)).isEmpty();
        assertThat(commands.due(2 * LATEST)).isEqualTo(Map.of(ADA, "two"));
    }

    @Test
    void whatIsSettledIsForgotten() {
        commands.look(ada("one"), user -> false, 0);
        commands.look(ada(""), user -> false, 1);
        assertThat(commands.due(LATEST)).isEmpty();
    }

    @Test
    void whoIsNoMoreIsForgotten() {
        commands.look(ada("one"), user -> false, 0);
        commands.retainOnly(Set.of());
        assertThat(commands.due(LATEST)).isEmpty();
    }

    @Test
    void whatGoesOverAConnectionMayComeMuchLater() {
        long latest = OvertakenCommands.LATEST_BY_TCP.toNanos();
        commands.look(ada("one"), user -> true, 0);
        assertThat(commands.due(latest - 1)).isEmpty();
        assertThat(commands.due(latest)).isNotEmpty();
    }
}
