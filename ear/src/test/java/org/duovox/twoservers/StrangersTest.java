package org.duovox.twoservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.duovox.tool.deposit.DepositCaller;
import org.duovox.tool.deposit.DepositRun;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reaches the ports between the servers and has not the cluster's secret: reads nothing, does not join, and stops nobody. */
@Tag("server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StrangersTest {

    private static final int LINK = 7610;
    private static final int CACHES = 7600;

    /** Of the caches' failure detection: knows no TLS and carries no data. */
    private static final int SIGNS_OF_LIFE = 7601;

    /** With the loud ones fewer than the 50 that wait for the caches' acceptor, which takes one at a time and waits for each. */
    private static final int SILENT = 30;

    private static final int LOUD = 12;
    private static final int CONNECT_MILLIS = 15_000;
    private static final int ANSWER_MILLIS = 2_000;

    /** Two servers have just started on few cores. */
    private static final int REFUSAL_MILLIS = 20_000;

    /** A TLS alert, or a refusal of the link: nobody's words, names or keys. */
    private static final int MOST_ANSWERED = 64;

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SECRET = "strange";

    private static TwoServers servers;

    @TempDir
    static Path directory;

    @BeforeAll
    static void start() {
        servers = TwoServers.started("strangers");
    }

    @AfterAll
    static void stop() {
        if (servers != null) {
            servers.close();
        }
    }

    private static Socket connected(Server server, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(TwoServers.PHONES), 0));
        socket.connect(new InetSocketAddress(server.address(), port), CONNECT_MILLIS);
        socket.setSoTimeout(ANSWER_MILLIS);
        return socket;
    }

    private static List<Server> both() {
        return List.of(servers.server(Member.PUBLISHER), servers.server(Member.SUBSCRIBER));
    }

    /** Fewer than {@link #MOST_ANSWERED} bytes come, if any. */
    private static void assertLearnsNothing(Socket socket) throws IOException {
        int read = 0;
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(new byte[4096]); count >= 0; count = in.read(new byte[4096])) {
                read += count;
            }
        } catch (SocketTimeoutException e) {
            // Nothing comes, then.
        } catch (IOException reset) {
            // Refused.
        }
        assertThat(read).isLessThan(MOST_ANSWERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {LINK, CACHES, SIGNS_OF_LIFE})
    void whoSaysAnythingAtAllStopsNobody(int port) throws IOException {
        Random random = new Random(port);
        List<Socket> open = new ArrayList<>();
        try {
            for (Server server : both()) {
                for (int i = 0; i < SILENT; i++) {
                    open.add(connected(server, port));
                }
                for (int i = 0; i < LOUD; i++) {
                    Socket loud = connected(server, port);
                    open.add(loud);
                    shout(loud, i % 2 == 0 ? length(random) : noise(random));
                    assertStillOneCluster(i);
                    if (i < 2) {
                        assertLearnsNothing(loud);
                    }
                }
            }
            assertThat(deposited()).isTrue();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        assertThat(deposited()).isTrue();
        servers.pair().awaitEqual(LIMIT);
        assertStillOneCluster(0);
    }

    /** What is read as a length must not be believed. */
    private static byte[] length(Random random) {
        return ByteBuffer.allocate(512)
                .putInt(Integer.MAX_VALUE - random.nextInt(64))
                .array();
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[64 << 10];
        random.nextBytes(noise);
        return noise;
    }

    /** May be hung up on in the middle. */
    private static void shout(Socket socket, byte[] what) {
        try {
            socket.getOutputStream().write(what);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // That is as good an answer as any.
        }
    }

    /** First, for those who say nothing keep others waiting. */
    @ParameterizedTest
    @Order(1)
    @ValueSource(ints = {LINK, CACHES})
    void whoHasAnotherKeyOrNoneIsNotLetIn(int port) throws IOException, GeneralSecurityException {
        for (Server server : both()) {
            assertRefused(server, port, new KeyManager[0]);
            assertRefused(server, port, otherKeys());
        }
        assertStillOneCluster(0);
    }

    private static void assertRefused(Server server, int port, KeyManager[] keys)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys, new TrustManager[] {new TrustsAnybody()}, null);
        try (Socket plain = connected(server, port);
                SSLSocket tls =
                        (SSLSocket) context.getSocketFactory().createSocket(plain, server.address(), port, true)) {
            tls.setSoTimeout(REFUSAL_MILLIS);
            assertThatThrownBy(() -> {
                        tls.startHandshake();
                        tls.getOutputStream().write(new byte[512]);
                        if (tls.getInputStream().read() < 0) {
                            throw new SSLException("hung up");
                        }
                    })
                    .as("port " + port + " of the " + server)
                    .isInstanceOfAny(SSLException.class, SocketException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    private static KeyManager[] otherKeys() throws IOException, GeneralSecurityException {
        Path file = directory.resolve("other.p12");
        if (!Files.exists(file)) {
            run(
                    Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-alias",
                    "cluster",
                    "-dname",
                    "CN=duovox",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    SECRET,
                    "-keystore",
                    file.toString());
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), SECRET.toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, SECRET.toCharArray());
        return factory.getKeyManagers();
    }

    private static void run(String... command) throws IOException {
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void assertStillOneCluster(int attempt) {
        List<String> states =
                servers.server(Member.PUBLISHER).administration().rest().get("/cluster").at("servers").items().stream()
                        .map(server -> server.at("serverStateName").text())
                        .toList();
        assertThat(states).as("after attempt " + attempt).isEqualTo(List.of("Pri_Active", "Sec_Active"));
    }

    /** A message on each server, with a receipt. */
    private static boolean deposited() {
        DepositCaller caller = new DepositCaller(servers.telephone(), List.of(TwoServers.MAILBOX), Provision.PILOT);
        DepositRun run = new DepositRun(caller, servers.sip(), 2, 2, Duration.ofSeconds(1));
        run.place(2, () -> {});
        return run.results().stream().allMatch(deposit -> deposit.hasReceipt());
    }

    /** A stranger does not care. */
    private static final class TrustsAnybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
