package org.duovox.tool.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.duovox.tool.rest.Administration;
import org.duovox.tool.rest.Rest;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;

/** One of the two servers: its base directory and its process. */
public final class Server {

    /**
     * A cold start on a busy machine of 2 cores (more than three minutes were seen at a load of 20), and the 30 s that a lone server
     * waits for its peer.
     */
    private static final Duration START_LIMIT = Duration.ofMinutes(6);

    /** The drain waits 60 s for calls (jvm.options); then services stop. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(100);

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private static final int SIP_PORT = 5060;
    private static final int HTTPS_PORT = 8443;

    private final Installation installation;
    private final Member member;

    Server(Installation installation, Member member) {
        this.installation = installation;
        this.member = member;
    }

    public Member member() {
        return member;
    }

    public String address() {
        return installation.addresses().of(member);
    }

    public InetSocketAddress sip() {
        return new InetSocketAddress(address(), SIP_PORT);
    }

    public Path base() {
        return installation.state().resolve(member.word());
    }

    public Path log() {
        return base().resolve("log/server.log");
    }

    private Path pidFile() {
        return installation.state().resolve(member.word() + ".pid");
    }

    /** If that file is there when the server is started, {@link Clocks} can change the clock that it sees. */
    public Path clock() {
        return installation.state().resolve(member.word() + ".clock");
    }

    /** The server's process, if it runs. */
    public Optional<ServerProcess> process() {
        return ServerProcess.in(pidFile());
    }

    public Administration administration() {
        Administrator administrator = installation.administrator();
        return new Administration(new Rest(address(), administrator.name(), administrator.password(), trust()));
    }

    /** Starts the process; {@link #awaitReady} tells when it answers calls. */
    public void start(Map<String, String> properties) {
        if (process().isPresent()) {
            throw new Unable("The " + member.word() + " is running already; stop it first with ./duovox stop "
                    + member.word() + ".");
        }
        installation.administrator();
        makeBase();
        requireFreeAddress();
        try {
            deploy();
            List<String> command = new ArrayList<>(List.of(
                    // A session of its own: Ctrl-C in the terminal is for us, we decide what becomes of the servers.
                    "setsid",
                    "bash",
                    installation.scripts().resolve("run-server.sh").toString(),
                    base().toString(),
                    "-Dduovox.administrator.file=" + installation.administratorFile()));
            properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
            ProcessBuilder builder = withOurJava(new ProcessBuilder(command));
            if (Files.exists(clock())) {
                builder.environment().putAll(Clocks.environment(clock()));
            }
            Process process = builder.redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()))
                    .start();
            ServerProcess started = ServerProcess.withId(process.pid())
                    .orElseThrow(() -> new Unable("The " + member.word() + " ended at once; see " + console() + "."));
            started.writeTo(pidFile());
        } catch (IOException e) {
            throw new Unable(
                    "The " + member.word() + " could not be started (" + e.getMessage()
                            + "); correct that and try again.",
                    e);
        }
    }

    private static ProcessBuilder withOurJava(ProcessBuilder builder) {
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    private Path console() {
        return base().resolve("log/console.log");
    }

    private void makeBase() {
        Addresses addresses = installation.addresses();
        List<String> command = new ArrayList<>(List.of(
                "bash",
                installation.scripts().resolve("assemble.sh").toString(),
                member.word(),
                base().toString(),
                installation.home().toString(),
                addresses.publisher(),
                addresses.subscriber()));
        if (member == Member.SUBSCRIBER) {
            Server publisher = installation.server(Member.PUBLISHER);
            if (!Files.exists(publisher.base().resolve("configuration/cluster.p12"))) {
                publisher.makeBase();
            }
            command.add(publisher.base().resolve("configuration").toString());
        }
        try {
            Process process = withOurJava(new ProcessBuilder(command).redirectErrorStream(true))
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Unable("The " + member.word() + "'s base directory could not be made: " + said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unable("Interrupted; start again.", e);
        }
    }

    /** A process that was killed a moment ago may still be closing its sockets. */
    private void requireFreeAddress() {
        long began = System.nanoTime();
        Optional<String> obstacle = obstacle();
        while (obstacle.isPresent() && System.nanoTime() - began < CLOSING.toNanos()) {
            pause(Duration.ofMillis(50));
            obstacle = obstacle();
        }
        obstacle.ifPresent(why -> {
            throw new Unable(address() + " cannot be used for the " + member.word() + " (" + why + " for port "
                    + HTTPS_PORT + " or " + SIP_PORT
                    + "): end the other program, perhaps the servers of another checkout, or name another address, such"
                    + " as DUOVOX_" + member.name() + "=127.0.0.31.");
        });
    }

    /** Why our ports cannot be had. */
    private Optional<String> obstacle() {
        try (ServerSocket https = new ServerSocket();
                ServerSocket sipTcp = new ServerSocket();
                DatagramSocket sipUdp = new DatagramSocket(null)) {
            InetAddress address = InetAddress.getByName(address());
            https.setReuseAddress(true);
            https.bind(new InetSocketAddress(address, HTTPS_PORT));
            sipTcp.setReuseAddress(true);
            sipTcp.bind(new InetSocketAddress(address, SIP_PORT));
            sipUdp.bind(new InetSocketAddress(address, SIP_PORT));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The archive of the last build, under its name in one step, without what the scanner noted about the one before. */
    private void deploy() throws IOException {
        Path archive = installation.archive();
        if (!Files.exists(archive)) {
            throw new Unable(archive + " has not been built; run this by ./duovox, which builds it.");
        }
        Path deployments = base().resolve("deployments");
        try (Stream<Path> notes = Files.list(deployments)) {
            for (Path note :
                    notes.filter(file -> file.toString().contains(".ear.")).toList()) {
                Files.delete(note);
            }
        }
        Path deployed = deployments.resolve("duovox.ear");
        if (!Files.exists(deployed) || Files.mismatch(archive, deployed) >= 0) {
            Path copy = base().resolve("tmp/duovox.ear.copy");
            Files.copy(archive, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, deployed, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.createFile(deployments.resolve("duovox.ear.dodeploy"));
    }

    /** Returns when the server answers calls, or says that it is deactivated; shows progress. */
    public void awaitReady(Terminal terminal) {
        Instant began = Instant.now();
        Rest rest = administration().rest();
        while (!rest.isReady() && !rest.isDeactivated()) {
            Duration so = Duration.between(began, Instant.now());
            if (process().isEmpty()) {
                throw new Unable("The " + member.word() + " ended while it was starting (" + lastWords() + "); see "
                        + log() + " and " + console() + ".");
            }
            if (Files.exists(base().resolve("deployments/duovox.ear.failed"))) {
                throw new Unable("The " + member.word() + " could not take Duovox into service (" + lastWords()
                        + "); see " + log() + ", then ./duovox kill " + member.word() + ".");
            }
            if (so.compareTo(START_LIMIT) > 0) {
                throw new Unable(
                        "The " + member.word() + " is not Primary or Secondary after " + START_LIMIT.toSeconds()
                                + " s; see " + log() + ", or ./duovox kill " + member.word() + " and start it again.");
            }
            terminal.progress("  starting the " + member.word() + " ... " + so.toSeconds() + " s");
            pause(Duration.ofMillis(100));
        }
    }

    /** The first error of the log, shortened, for those who do not want to open it. */
    private String lastWords() {
        try (Stream<String> lines = Files.lines(Files.exists(log()) ? log() : console())) {
            List<String> errors = lines.filter(line -> line.contains(" ERROR ") || line.contains("run-server.sh:"))
                    .toList();
            return errors.isEmpty() ? "no error in its log" : shortened(errors.getLast());
        } catch (IOException | UncheckedIOException e) {
            return "no log";
        }
    }

    private static String shortened(String line) {
        return line.length() <= 300 ? line : line.substring(0, 300) + " ...";
    }

    /** SIGTERM: hands over, waits for the calls, ends. */
    public void stop(Terminal terminal) {
        ServerProcess process = running();
        handle(process).ifPresent(ProcessHandle::destroy);
        awaitEnd(process, STOP_LIMIT, terminal);
    }

    /** SIGKILL: gone without a word. */
    public void kill() {
        ServerProcess process = running();
        handle(process).ifPresent(ProcessHandle::destroyForcibly);
        awaitEnd(process, Duration.ofSeconds(10), new Terminal(System.out, false));
    }

    /** SIGKILL, without waiting for its effect. */
    public void killNow() {
        handle(running()).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Sends a signal by its name, such as STOP. */
    public void signal(String name) {
        try {
            int status =
                    new ProcessBuilder("kill", "-" + name, processId()).start().waitFor();
            if (status != 0) {
                throw new Unable("The " + member.word() + " could not be sent the signal " + name + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unable("Interrupted; look with ./duovox status.", e);
        }
    }

    /** Of the running process, for the commands that want it. */
    public String processId() {
        return Long.toString(running().pid());
    }

    private ServerProcess running() {
        return process()
                .orElseThrow(() -> new Unable("The " + member.word() + " is not running; start it with ./duovox start "
                        + member.word() + "."));
    }

    private static Optional<ProcessHandle> handle(ServerProcess process) {
        return ProcessHandle.of(process.pid()).filter(handle -> process.lives());
    }

    private void awaitEnd(ServerProcess process, Duration limit, Terminal terminal) {
        Instant began = Instant.now();
        while (process.lives()) {
            Duration so = Duration.between(began, Instant.now());
            if (so.compareTo(limit) > 0) {
                throw new Unable("The " + member.word() + " has not ended after " + limit.toSeconds() + " s; see "
                        + log() + ", or end it with ./duovox kill " + member.word() + ".");
            }
            terminal.progress("  the " + member.word() + " lets its calls end and stops ... " + so.toSeconds() + " s");
            pause(Duration.ofMillis(20));
        }
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unable("Interrupted; look with ./duovox status.", e);
        }
    }

    /** Trusts exactly the certificate in the server's own key store. */
    public SSLContext trust() {
        Path configuration = base().resolve("configuration");
        try (InputStream file = Files.newInputStream(configuration.resolve("https.p12"), StandardOpenOption.READ)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(
                    file,
                    Files.readString(configuration.resolve("https.password"))
                            .strip()
                            .toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("https", keys.getCertificate("https"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new Unable(
                    "There is no " + member.word() + " in " + installation.state()
                            + " yet; make it with ./duovox start " + member.word() + ".",
                    e);
        }
    }

    @Override
    public String toString() {
        return member.word();
    }
}
