package org.duovox.web.serviceability.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerFigures;
import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.ServerView;
import org.duovox.cluster.StatusChange;
import org.duovox.cluster.TimelineStep;
import org.junit.jupiter.api.Test;

class WarningsTest {

    @Test
    void twoServersInContactNeedNoWarning() {
        assertThat(Warnings.of(new Seen(ServerStatus.SECONDARY, 0, 0, Optional.empty())))
                .isEmpty();
    }

    @Test
    void aPeerWithoutContactIsNamedWithTheReason() {
        assertThat(Warnings.of(new Seen(ServerStatus.NOT_FUNCTIONING, 0, 0, Optional.empty())))
                .containsExactly(
                        "The subscriber is not in contact: no contact since 9. Until it is back, new messages have a"
                                + " single copy, on the publisher.");
    }

    @Test
    void singleCopiesAreCountedPerServer() {
        assertThat(Warnings.of(new Seen(ServerStatus.SECONDARY, 1, 3, Optional.empty())))
                .containsExactly(
                        "1 message has a single copy, on the publisher.",
                        "3 messages have a single copy, on the subscriber.");
    }

    @Test
    void whatTheClusterWarnsOfIsShownAsASentence() {
        assertThat(Warnings.of(new Seen(ServerStatus.SECONDARY, 0, 0, Optional.of("Network check: nobody answers"))))
                .containsExactly("Network check: nobody answers.");
    }

    /** As the publisher sees it. */
    private record Seen(ServerStatus peer, int own, int others, Optional<String> warning) implements ClusterView {

        @Override
        public Member self() {
            return Member.PUBLISHER;
        }

        @Override
        public ServerView server(Member member) {
            boolean self = member == self();
            return new ServerView(
                    member,
                    "192.0.2.1",
                    self ? ServerStatus.PRIMARY : peer,
                    Instant.EPOCH,
                    "no contact since 9",
                    new ServerFigures(10, 10, true, 0, 0, 0, self ? own : others),
                    "1");
        }

        @Override
        public List<StatusChange> changes() {
            return List.of();
        }

        @Override
        public List<TimelineStep> timeline() {
            return List.of();
        }

        @Override
        public Optional<Duration> clockSkew() {
            return Optional.empty();
        }
    }
}
