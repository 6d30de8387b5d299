package org.duovox.cluster.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duovox.cluster.Member.PUBLISHER;
import static org.duovox.cluster.Member.SUBSCRIBER;
import static org.duovox.cluster.ServerStatus.PRIMARY;
import static org.duovox.cluster.ServerStatus.SECONDARY;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.duovox.cluster.FeatureLevel;
import org.duovox.cluster.Member;
import org.duovox.cluster.OrderOutcome;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two links and two role loops over loopback TLS. */
@Timeout(120)
class TcpPeerLinkTest {

    private static final String STRANGER = "127.0.0.43";

    /** What a busy machine may need for what a quiet one does in a second or three; those times are measured by ./duovox bench. */
    private static final Duration BUSY = Duration.ofSeconds(15);

    @TempDir
    private static Path keys;

    @TempDir
    private Path directory;

    private static SSLContext secret;
    private static SSLContext otherSecret;

    private int tcpPort;
    private LinkedServer publisher;
    private LinkedServer subscriber;

    @BeforeAll
    static void makeSecrets() throws IOException, GeneralSecurityException {
        secret = TestSecret.make(keys, "ours");
        otherSecret = TestSecret.make(keys, "strangers");
    }

    @BeforeEach
    void startBoth() throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, LinkedServer.address(PUBLISHER))) {
            tcpPort = free.getLocalPort();
        }
        publisher = new LinkedServer(PUBLISHER, tcpPort, secret, directory).start();
        subscriber = new LinkedServer(SUBSCRIBER, tcpPort, secret, directory).start();
        publisher.await(change -> change.now() == PRIMARY);
        subscriber.await(change -> change.now() == SECONDARY);
    }

    @AfterEach
    void stopBoth() {
        publisher.close();
        subscriber.close();
    }

    @Test
    void theSubscriberIsPrimarySoonAfterThePublishersDeath() throws InterruptedException {
        long died = System.nanoTime();
        publisher.die();
        subscriber.await(change -> change.now() == PRIMARY);
        Duration took = Duration.ofNanos(System.nanoTime() - died);
        System.out.println("From the reset to Primary: " + took.toMillis() + " ms");
        assertThat(took).isLessThan(BUSY);
    }

    @Test
    void aPublisherThatLeavesInOrderHandsOverFirst() throws InterruptedException {
        boolean known = publisher.loop.leave(BUSY);
        assertThat(known && subscriber.loop.status() == PRIMARY).isTrue();
    }

    @Test
    void whoAsksForAServiceThatNobodyOffersYetIsToldSo() {
        assertThat(publisher.link.ask(PeerLink.Service.COLLECTOR_TURN, new byte[0]))
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        PeerLink.Unserved.class,
                        unserved -> assertThat(unserved.isKnown()).isTrue());
        assertThat(RequestChannel.failure(Frame.NO_SERVICE + 99))
                .isInstanceOfSatisfying(
                        PeerLink.Unserved.class,
                        unserved -> assertThat(unserved.isKnown()).isFalse());
        assertThat(RequestChannel.failure("busy")).isNotInstanceOf(PeerLink.Unserved.class);
    }

    @Test
    void anOrderForTheOtherServerIsCarriedOutThere() throws Exception {
        OrderOutcome outcome =
                publisher.orders.makePrimary(SUBSCRIBER).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(List.of(outcome, subscriber.loop.status()))
                .isEqualTo(List.of(OrderOutcome.done("The subscriber is Primary."), PRIMARY));
    }

    @Test
    void anOrderThatCannotBeMetIsRefusedWithTheReason() throws Exception {
        OrderOutcome outcome =
                subscriber.orders.deactivate(PUBLISHER).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(outcome.sentence()).startsWith("The publisher is not deactivated: only a server with Secondary");
    }

    @Test
    void aDeactivatedServerIsActivatedAgain() throws Exception {
        publisher.orders.deactivate(SUBSCRIBER).toCompletableFuture().get(20, TimeUnit.SECONDS);
        subscriber.await(change -> change.now() == ServerStatus.DEACTIVATED);
        OrderOutcome outcome =
                publisher.orders.activate(SUBSCRIBER).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(outcome).isEqualTo(OrderOutcome.done("The subscriber is active: Secondary."));
    }

    @Test
    void aDatabaseThatHangsHandsOver() throws InterruptedException {
        long began = System.nanoTime();
        publisher.health.hangs = true;
        subscriber.await(change -> change.now() == PRIMARY);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        publisher.health.hangs = false;
        System.out.println("From hanging to Primary: " + took.toMillis() + " ms");
        assertThat(took).isBetween(Duration.ofSeconds(1), BUSY);
    }

    @Test
    void theTimelineOfAFailoverHasTheStepsOfBothServers() throws Exception {
        publisher.orders.makePrimary(SUBSCRIBER).toCompletableFuture().get(20, TimeUnit.SECONDS);
        for (LinkedServer server : List.of(publisher, subscriber)) {
            assertThat(server.steps("ManualFailoverSucceeded"))
                    .containsSubsequence(
                            "SUBSCRIBER An administrator chose Make Primary for the subscriber",
                            "SUBSCRIBER ManualFailoverInitiated",
                            "SUBSCRIBER The subscriber tells the publisher to change its status",
                            "SUBSCRIBER Primary",
                            "SUBSCRIBER The services of a Primary start on the subscriber: Notifier",
                            "SUBSCRIBER The data connector uses the subscriber's database",
                            "SUBSCRIBER Replication goes on",
                            "SUBSCRIBER ManualFailoverSucceeded")
                    .containsSubsequence("PUBLISHER ManualFailoverInitiated", "PUBLISHER Secondary");
        }
    }

    @Test
    void thePeersOwnReasonIsShown() {
        assertThat(subscriber.loop.view().server(PUBLISHER).why()).isEqualTo("both servers started");
    }

    @Test
    void aRequestIsAnsweredByThePeer() throws Exception {
        subscriber.link.serve(
                PeerLink.Service.ADMINISTER,
                request -> ("got " + new String(request, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        assertThat(ask("this".getBytes(StandardCharsets.UTF_8)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("got this");
    }

    @Test
    void everyServiceIsCarried() {
        assertThat(Frame.SERVICES).containsExactlyInAnyOrder(PeerLink.Service.values());
    }

    @Test
    void theLargestAnswerArrivesWhole() throws Exception {
        byte[] large = new byte[PeerLink.MAX_FRAME];
        new Random(1).nextBytes(large);
        subscriber.link.serve(PeerLink.Service.ADMINISTER, request -> large);
        assertThat(ask(new byte[0])).isEqualTo(large);
    }

    @Test
    void aRequestThatThePeerCannotAnswerFails() {
        subscriber.link.serve(PeerLink.Service.ADMINISTER, request -> {
            throw new IllegalStateException("out of order");
        });
        assertThatThrownBy(() -> ask(new byte[0])).hasMessageContaining("out of order");
    }

    @Test
    void aRequestToADeadPeerFails() {
        subscriber.die();
        assertThatThrownBy(() -> ask(new byte[0])).hasMessageContaining("No contact");
    }

    @Test
    void aRequestToAPeerThatFallsSilentFailsWithTheContact() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        subscriber.link.serve(PeerLink.Service.ADMINISTER, request -> {
            over.await();
            return request;
        });
        CompletableFuture<byte[]> asked =
                publisher.link.ask(PeerLink.Service.ADMINISTER, new byte[0]).toCompletableFuture();
        subscriber.mute = true;
        assertThatThrownBy(() -> asked.get(20, TimeUnit.SECONDS)).hasMessageContaining("connection to the peer ended");
        subscriber.mute = false;
        over.countDown();
        await(publisher.loop::peerInContact);
        assertThat(ask(new byte[3])).hasSize(3);
    }

    @Test
    void aStrangerWithAnotherKeyGetsNoAnswer() throws IOException {
        try (Connection stranger = connect(otherSecret)) {
            assertThatThrownBy(() -> {
                        stranger.handshake();
                        stranger.write(new Frame(Frame.Kind.PING, new byte[10]));
                        stranger.read();
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aServerThatKnowsTheSecretAndIsNotListedIsToldSo() throws IOException {
        assertThat(publisher.link.stranger()).isEmpty();
        assertThat(answerTo(STRANGER)).isEqualTo(Frame.Kind.REFUSAL);
        await(() -> publisher.link.stranger().isPresent());
        assertThat(publisher.link.stranger().orElseThrow().sentence())
                .startsWith("A server at 127.0.0.43 knows the cluster's secret but is not in the list of servers")
                .contains("To let it in, add it");
    }

    @Test
    void aStrangerWithoutTheSecretIsNotEvenRemembered() throws IOException {
        try (Connection stranger = connect(otherSecret, InetAddress.getByName(STRANGER))) {
            assertThatThrownBy(() -> {
                        stranger.handshake();
                        stranger.write(new Frame(Frame.Kind.PING, new byte[10]));
                        stranger.read();
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(publisher.link.stranger()).isEmpty();
    }

    @Test
    void manyStrangersDoNotEndTheContact() throws IOException {
        Socket[] silent = new Socket[40];
        for (int i = 0; i < silent.length; i++) {
            silent[i] = new Socket();
            silent[i].bind(new InetSocketAddress(InetAddress.getByName(STRANGER), 0));
            silent[i].setSoTimeout(10_000);
            silent[i].connect(new InetSocketAddress(LinkedServer.address(PUBLISHER), tcpPort), 10_000);
        }
        assertThat(endsOf(silent[39]) && publisher.loop.peerInContact() && subscriber.loop.peerInContact())
                .isTrue();
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void whoIsTakenOffTheListIsCutOffAndComesBackWhenItIsListedAgain() throws Exception {
        Optional<InetAddress> listed = publisher.link.peer();
        assertThat(publisher.link.accepted() && subscriber.link.accepted()).isTrue();
        publisher.link.peer(Optional.empty());
        publisher.await(change -> !change.peerInContact());
        subscriber.await(change -> !change.peerInContact());
        await(subscriber.link::isRefused);
        assertThat(publisher.link.accepted() || subscriber.link.accepted()).isFalse();
        assertThatThrownBy(() -> ask(new byte[0])).isInstanceOf(ExecutionException.class);
        // As long as a takeover needs, and more.
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
        assertThat(subscriber.loop.status())
                .as("who is refused takes nothing over")
                .isEqualTo(SECONDARY);
        publisher.link.peer(listed);
        publisher.await(RoleChanged::peerInContact);
        subscriber.await(RoleChanged::peerInContact);
        await(() -> publisher.link.accepted() && subscriber.link.accepted() && !subscriber.link.isRefused());
    }

    /** Too new a release keeps its role and contact, and gets and gives no data. */
    @Test
    void releasesThatDoNotUnderstandEachOtherExchangeNoData() {
        publisher.link.serve(PeerLink.Service.COMPARE, request -> request);
        subscriber.link.serve(PeerLink.Service.COMPARE, request -> request);
        subscriber.level = new FeatureLevel(FeatureLevel.OURS.newest() + 1, FeatureLevel.OURS.newest() + 2);
        await(publisher.link::isForeign);
        assertThat(publisher.link.accepted()).isFalse();
        assertThatThrownBy(() -> ask(new byte[0])).hasMessageContaining("release");
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
        assertThat(publisher.loop.peerInContact() && subscriber.loop.peerInContact())
                .isTrue();
        assertThat(List.of(publisher.loop.status(), subscriber.loop.status())).containsExactly(PRIMARY, SECONDARY);
        subscriber.level = new FeatureLevel(FeatureLevel.OURS.newest(), FeatureLevel.OURS.newest() + 1);
        await(() -> publisher.link.accepted() && subscriber.link.accepted());
    }

    private Frame.Kind answerTo(String address) throws IOException {
        try (Connection stranger = connect(secret, InetAddress.getByName(address))) {
            stranger.handshake();
            stranger.write(new Frame(Frame.Kind.PING, new byte[10]));
            return stranger.read().kind();
        }
    }

    private static void await(BooleanSupplier fact) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!fact.getAsBoolean() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertThat(fact.getAsBoolean()).isTrue();
    }

    @Test
    void garbageInsteadOfTlsClosesTheConnection() throws IOException {
        try (Socket hostile = plain()) {
            byte[] garbage = new byte[4096];
            new Random(2).nextBytes(garbage);
            hostile.getOutputStream().write(garbage);
            assertThat(endsOf(hostile)).isTrue();
        }
    }

    @Test
    void aFrameThatIsTooLongClosesTheConnection() throws IOException {
        try (Connection peer = connect(secret)) {
            peer.handshake();
            assertThatThrownBy(() -> {
                        peer.write(new Frame(Frame.Kind.PING, new byte[2_000]));
                        peer.read();
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void manySilentConnectionsDoNotEndTheContact() throws Exception {
        Socket[] silent = new Socket[12];
        for (int i = 0; i < silent.length; i++) {
            silent[i] = plain();
        }
        subscriber.link.serve(PeerLink.Service.ADMINISTER, request -> request);
        assertThat(endsOf(silent[0]) && publisher.loop.peerInContact() && subscriber.loop.peerInContact())
                .isTrue();
        for (Socket socket : silent) {
            socket.close();
        }
    }

    private byte[] ask(byte[] request) throws Exception {
        CompletableFuture<byte[]> answer =
                publisher.link.ask(PeerLink.Service.ADMINISTER, request).toCompletableFuture();
        return answer.get(20, TimeUnit.SECONDS);
    }

    private Connection connect(SSLContext with) throws IOException {
        return connect(with, LinkedServer.address(SUBSCRIBER));
    }

    private Connection connect(SSLContext with, InetAddress from) throws IOException {
        return Connection.to(new LinkAddresses(from, Optional.of(LinkedServer.address(PUBLISHER)), tcpPort), with);
    }

    private Socket plain() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(LinkedServer.address(SUBSCRIBER), 0));
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(LinkedServer.address(Member.PUBLISHER), tcpPort), 10_000);
        return socket;
    }

    /** An alert may come first; then the connection ends or is reset. */
    private static boolean endsOf(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }
}
