package org.duovox.twoservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duovox.tool.deposit.Deposit;
import org.duovox.tool.deposit.DepositCaller;
import org.duovox.tool.deposit.DepositCheck;
import org.duovox.tool.deposit.DepositRun;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Administration;
import org.duovox.tool.rest.Json;
import org.duovox.tool.rest.Rest;
import org.duovox.tool.rest.StoredMessage;
import org.duovox.tool.terminal.Wait;
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
    void everyCallWithAReceiptIsStoredOnceAndWholeOnBothServers(Member killed) throws IOException {
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
            damagedAudioIsMended(servers.server(killed), killed);
            if (killed == Member.PUBLISHER) {
                theSubscriberTakesEverythingAnew(servers);
                assertThat(DepositRun.complaints(
                                deposits,
                                servers.server(Member.SUBSCRIBER)
                                        .administration()
                                        .messages()))
                        .isEmpty();
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

    private static void theSubscriberTakesEverythingAnew(TwoServers servers) throws IOException {
        Server subscriber = servers.server(Member.SUBSCRIBER);
        Administration publisher = servers.server(Member.PUBLISHER).administration();
        publisher.order("publisher", "make-primary", false); // since the kill the subscriber is Primary
        servers.pair().awaitBothRoles();
        Json done = publisher.rest().post("/cluster/subscriber/comparison/overwrite", new Json.Fields(Map.of()));
        assertThat(done.at("done").text()).startsWith("At its next start the subscriber sets its data aside");
        servers.pair().restart(Member.SUBSCRIBER);
        servers.pair().awaitEqual(Duration.ofSeconds(60));
        try (Stream<Path> all = Files.list(subscriber.base())) {
            assertThat(all.map(path -> path.getFileName().toString())).anyMatch(name -> name.startsWith("replaced-"));
        }
    }

    /** A byte of every file is changed on one server; all that is not in a log, and so not read from its file, comes back. */
    private static void damagedAudioIsMended(Server server, Member member) throws IOException {
        Map<Path, byte[]> good = new HashMap<>();
        try (Stream<Path> files = Files.walk(server.base().resolve("store/messages"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                good.put(file, content.clone());
                content[content.length / 2] ^= 1;
                Files.write(file, content);
            }
        }
        Rest rest = server.administration().rest();
        String path = "/cluster/" + member.word() + "/comparison";
        rest.post(path, new Json.Fields(Map.of()));
        Wait.until(
                () -> rest.get(path).at("audio").at("count").number() > 0,
                Duration.ofSeconds(60),
                () -> "The comparison does not end: " + rest.get(path).written());
        String findings = rest.get(path).at("findings").written();
        List<Path> mended = good.keySet().stream()
                .filter(file -> findings.contains(file.getFileName().toString().replaceFirst("\\..*", "")
                        + ": it is not what was recorded; the other"))
                .toList();
        assertThat(mended).hasSizeGreaterThan(CALLS / 10);
        for (Path file : mended) {
            assertThat(file).hasBinaryContent(good.get(file));
        }
        assertThat(findings).doesNotContain("no good copy").doesNotContain("both servers have written");
        Wait.until(
                () -> rest.get("/alarms").written().contains("StoredDataDamaged"),
                Duration.ofSeconds(20),
                () -> "StoredDataDamaged is not among " + rest.get("/alarms").written());
        // Audio that was read from a log did not come back to its file; what comes next is to find whole files.
        for (Map.Entry<Path, byte[]> file : good.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
    }
}
