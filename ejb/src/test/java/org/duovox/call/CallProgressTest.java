package org.duovox.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.duovox.conversation.Arrival;
import org.duovox.conversation.ConversationState;
import org.duovox.port.PortActivity;
import org.duovox.sip.CallId;
import org.duovox.sip.CallOffer;
import org.duovox.sip.ForwardReason;
import org.duovox.sip.Redirection;
import org.junit.jupiter.api.Test;

class CallProgressTest {

    @Test
    void aForwardedCallShowsTheLastPhoneAndTheOneBefore() {
        PortActivity row = progress(List.of(
                        new Redirection("1000", ForwardReason.UNCONDITIONAL),
                        new Redirection("1001", ForwardReason.NO_ANSWER),
                        new Redirection("1002", ForwardReason.BUSY)))
                .on("Sample-001");
        assertThat(List.of(row.reason(), row.redirecting(), row.lastRedirecting()))
                .isEqualTo(List.of("Forward Busy", "1001", "1002"));
    }

    @Test
    void aDirectCallShowsNoPhoneBefore() {
        PortActivity row = progress(List.of()).on("Sample-001");
        assertThat(List.of(row.reason(), row.redirecting(), row.lastRedirecting()))
                .isEqualTo(List.of("Direct", "", ""));
    }

    @Test
    void aCallThatIsNotAnsweredYetIsNotIdle() {
        CallProgress ringing = new CallProgress(offer("2001", List.of()), Optional.empty(), Optional.empty());
        assertThat(ringing.on("Sample-001").isIdle()).isFalse();
    }

    @Test
    void rowsArriveAsTheyWere() {
        List<PortActivity> rows = List.of(progress(List.of()).on("Sample-001"), PortActivity.idle("Sample-002"));
        assertThat(PortActivity.decode(PortActivity.encode(rows))).isEqualTo(rows);
    }

    @Test
    void whateverACallerSendsIsShownBriefly() {
        CallProgress long0 =
                new CallProgress(offer("\u0007" + "9".repeat(100_000), List.of()), Optional.empty(), Optional.empty());
        PortActivity row = long0.on("Sample-001");
        assertThat(row.caller()).hasSize(64).startsWith("?99");
        assertThat(PortActivity.decode(PortActivity.encode(List.of(row)))).containsExactly(row);
    }

    private static CallProgress progress(List<Redirection> redirections) {
        return new CallProgress(
                offer("2001", redirections),
                Optional.of(new Arrival.FromElsewhere()),
                Optional.of(new ConversationState.SayingGoodbye(Optional.empty())));
    }

    private static CallOffer offer(String caller, List<Redirection> redirections) {
        return new CallOffer(
                new CallId("a"), caller, "", "7000", redirections, new InetSocketAddress("127.0.2.21", 5060));
    }
}
