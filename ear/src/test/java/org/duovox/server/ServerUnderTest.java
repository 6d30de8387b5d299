package org.duovox.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jboss.arquillian.config.descriptor.api.ArquillianDescriptor;
import org.jboss.arquillian.config.descriptor.api.ContainerDef;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/**
 * Assembles a publisher that nobody else uses and tells Arquillian how to start it. Its peer's address stays silent, so it is a
 * publisher whose subscriber is away.
 */
public final class ServerUnderTest implements LoadableExtension {

    static final String ADDRESS = "127.0.0.61";
    static final String PEER = "127.0.0.62";
    static final InetSocketAddress SIP = new InetSocketAddress(ADDRESS, 5060);

    private static final Path TOP = path("duovox.test.top");

    /** Called by Arquillian. */
    public ServerUnderTest() {}

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Assembly.class);
        builder.observer(RemoteJmx.class);
    }

    static Path path(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(
                    property + " is not set: run these tests through Maven, mvn verify -pl ear -am"
                            + " -Dsurefire.excludedGroups=none");
        }
        return Path.of(value).normalize();
    }

    /** Everything this server writes is below it. */
    static Path base() {
        return TOP.resolve("ear/target/arquillian/publisher");
    }

    /** Does what must be done before Arquillian looks for the server. */
    public static final class Assembly {

        /** Called by Arquillian. */
        public Assembly() {}

        /** First of all observers, for the next one reads the container's properties. */
        public void assemble(@Observes(precedence = 100) ArquillianDescriptor descriptor) throws IOException {
            Path shared = TOP.resolve(".duovox/home");
            Path home = Files.exists(shared) ? shared : TOP.resolve("ear/target/arquillian/home");
            Files.createDirectories(home.getParent());
            run("home", home, path("duovox.test.wildfly"), path("duovox.test.hsqldb"));
            forget(base().resolve("data"));
            forget(base().resolve("store"));
            run("publisher", base(), home, ADDRESS, PEER);
            descriptor.getContainers().forEach(container -> describe(container, home));
            trust(base().resolve("configuration"));
        }

        private static void run(Object... arguments) throws IOException {
            Path script = TOP.resolve("ear/src/server/assemble.sh");
            List<String> command = Stream.concat(Stream.of(script), Stream.of(arguments))
                    .map(Object::toString)
                    .toList();
            ProcessBuilder process = new ProcessBuilder(command).inheritIO();
            process.environment().put("JAVA_HOME", System.getProperty("java.home"));
            try {
                int status = process.start().waitFor();
                if (status != 0) {
                    throw new IllegalStateException(command + " ended with status " + status);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(command + " was interrupted", e);
            }
        }

        /** Each run begins with an empty database and an empty store. */
        private static void forget(Path directory) throws IOException {
            if (!Files.exists(directory)) {
                return;
            }
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }

        /** The lines of run-server.sh in Arquillian's words. */
        private static void describe(ContainerDef container, Path home) {
            Path configuration = base().resolve("configuration");
            container.property("jbossHome", home.toString());
            container.property("javaHome", System.getProperty("java.home"));
            container.property(
                    "javaVmArguments",
                    words(
                            "@" + configuration.resolve("jvm.options"),
                            "-Djava.io.tmpdir=" + base().resolve("tmp"),
                            "-Dlogging.configuration="
                                    + configuration
                                            .resolve("logging.properties")
                                            .toUri(),
                            "-Dorg.jboss.boot.log.file=" + base().resolve("log/server.log")));
            container.property(
                    "jbossArguments",
                    words(
                            "-Djboss.server.base.dir=" + base(),
                            "-Djboss.server.config.dir=" + configuration,
                            "-Djboss.server.data.dir=" + base().resolve("data"),
                            "-Djboss.server.log.dir=" + base().resolve("log"),
                            "-Djboss.server.temp.dir=" + base().resolve("tmp"),
                            "-Djboss.node.name=publisher",
                            "-Djboss.tx.node.id=publisher",
                            "--properties=" + configuration.resolve("duovox.properties")));
        }

        private static String words(String... words) {
            return Stream.of(words).map(word -> '"' + word + '"').collect(Collectors.joining(" "));
        }

        private static void trust(Path configuration) {
            try (InputStream file = Files.newInputStream(configuration.resolve("https.p12"))) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(
                        file,
                        Files.readString(configuration.resolve("https.password"))
                                .strip()
                                .toCharArray());
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(store);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, trust.getTrustManagers(), null);
                HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The server's certificate is of no use", e);
            }
        }
    }

    /**
     * Arquillian asks for JMX over the management port, which our server does not offer. This one does while it runs: its
     * configuration is read-only.
     */
    public static final class RemoteJmx {

        /** Arquillian's own annotation, which the checker of nulls does not know. */
        @Inject
        @SuppressWarnings("NullAway.Init")
        Instance<ManagementClient> management;

        /** Before anything is deployed. */
        public void open(@Observes AfterStart started) throws IOException {
            ModelNode add = Operations.createAddOperation(
                    Operations.createAddress("subsystem", "jmx", "remoting-connector", "jmx"));
            add.get("use-management-endpoint").set(true);
            ModelNode result = management.get().getControllerClient().execute(add);
            if (!Operations.isSuccessfulOutcome(result)) {
                throw new IllegalStateException(
                        Operations.getFailureDescription(result).asString());
            }
        }
    }
}
