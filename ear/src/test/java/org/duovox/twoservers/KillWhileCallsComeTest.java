package org.duovox.twoservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.duovox.tool.deposit.Deposit;
import org.duovox.tool.deposit.DepositCaller;
import org.duovox.tool.deposit.DepositCheck;
import org.duovox.tool.deposit.DepositRun;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Member;
import org.duovox.tool.rest.StoredMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 200 calls of 3 s, 10 a second, into both servers; one is killed in the middle and started again. */
@Tag("server")
class KillWhileCallsComeTest {

    private static final int CALLS = 200;
    private static final Duration SPEECH = Duration.ofSeconds(3);

    @ParameterizedTest
    @EnumSource(Member.class)
    void everyCallWithAReceiptIsStoredOnceAndWholeOnBothServers(Member killed) {
        try (TwoServers servers = TwoServers.started("kill-" + killed.word())) {
            DepositCaller caller = new DepositCaller(servers.telephone(), List.of(TwoServers.MAILBOX), Provision.PILOT);
            DepositRun run = new DepositRun(caller, servers.sip(), CALLS, 10, SPEECH);
            run.place(CALLS / 2, () -> servers.server(killed).killNow());
            servers.pair().start();
            List<Deposit> deposits = run.results();
            servers.pair().awaitEqual(Duration.ofSeconds(60));

            assertThat(deposits.stream().filter(Deposit::hasReceipt).count()).isGreaterThan(CALLS / 2);
            for (Member member : Member.values()) {
                List<StoredMessage> stored =
                        servers.server(member).administration().messages();
                assertThat(DepositRun.complaints(deposits, stored))
                        .as("on the %s", member)
                        .isEmpty();
                assertThat(stored)
                        .as("on the %s", member)
                        .allSatisfy(message -> assertIsWhatWasSaid(message, deposits));
            }
        }
    }

    /** Without a receipt too: a message that is there holds nothing but its caller's words, and there is one of it. */
    private static void assertIsWhatWasSaid(StoredMessage message, List<Deposit> deposits) {
        Deposit deposit = deposits.stream()
                .filter(one -> one.calling().equals(message.callingNumber()))
                .findFirst()
                .orElseThrow();
        assertThat(message.isWhole()).isTrue();
        assertThat(DepositCheck.position(deposit.sent(), message)).isNotNegative();
    }
}
