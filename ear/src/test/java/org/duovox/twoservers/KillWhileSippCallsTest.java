package org.duovox.twoservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duovox.tool.deposit.DepositCheck;
import org.duovox.tool.install.Member;
import org.duovox.tool.phone.Mulaw;
import org.duovox.tool.rest.Administration;
import org.duovox.tool.rest.StoredMessage;
import org.duovox.tool.terminal.Wait;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same as {@link KillWhileCallsComeTest} with a telephone that is not ours. */
@Tag("server")
class KillWhileSippCallsTest {

    private static final int CALLS_EACH = 100;
    private static final int PER_SECOND_EACH = 4;
    private static final byte[] WORDS = Mulaw.noise(42, 3 * Mulaw.BYTES_PER_SECOND);

    @ParameterizedTest
    @EnumSource(Member.class)
    void everyCallWithAReceiptIsStoredOnceAndWholeOnBothServers(Member killed) throws Exception {
        Sipp.assumeInstalled();
        try (TwoServers servers = TwoServers.started("sipp-" + killed.word())) {
            List<String> receipts = call(servers, killed);
            servers.pair().awaitEqual(Duration.ofSeconds(60));

            assertThat(receipts).hasSizeGreaterThan(CALLS_EACH / 2);
            for (Member member : Member.values()) {
                assertThat(complaints(servers.server(member).administration(), receipts))
                        .as("on the %s", member)
                        .isEmpty();
            }
        }
    }

    private static List<String> call(TwoServers servers, Member killed) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Path.of("target/sipp-" + killed.word()));
        Files.write(directory.resolve("words.ulaw"), WORDS);
        List<Sipp> sipps = new ArrayList<>();
        try {
            sipps.add(calling(0, servers, Member.PUBLISHER, directory));
            sipps.add(calling(1, servers, Member.SUBSCRIBER, directory));
            Wait.pause(Duration.ofSeconds(CALLS_EACH / PER_SECOND_EACH / 2));
            servers.server(killed).killNow();
            Wait.pause(Duration.ofSeconds(CALLS_EACH / PER_SECOND_EACH / 2));
            servers.pair().start();
            List<String> receipts = new ArrayList<>();
            for (Sipp sipp : sipps) {
                receipts.addAll(sipp.receipts());
            }
            return receipts;
        } finally {
            sipps.forEach(Sipp::end);
        }
    }

    private static Sipp calling(int index, TwoServers servers, Member member, Path directory) throws IOException {
        return Sipp.start(index, servers.server(member).sip(), CALLS_EACH, PER_SECOND_EACH, directory);
    }

    private static List<String> complaints(Administration server, List<String> receipts) {
        List<StoredMessage> stored = server.messages();
        List<String> complaints = new ArrayList<>();
        for (String calling : receipts) {
            List<StoredMessage> messages = stored.stream()
                    .filter(message -> message.callingNumber().equals(calling))
                    .toList();
            if (messages.size() != 1) {
                complaints.add(calling + " has " + messages);
            } else if (messages.getFirst().audioLength() != WORDS.length) {
                complaints.add(calling + ": " + messages.getFirst().audioLength() + " bytes are stored");
            }
        }
        for (StoredMessage message : stored) {
            if (!message.isWhole() || DepositCheck.position(WORDS, message) != 0) {
                complaints.add(message.callingNumber() + ": what is stored is not what was said");
            }
        }
        return complaints;
    }
}
