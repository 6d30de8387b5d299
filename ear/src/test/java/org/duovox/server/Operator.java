package org.duovox.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.duovox.tool.terminal.Wait;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.as.controller.client.helpers.standalone.ServerDeploymentHelper;
import org.jboss.dmr.ModelNode;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** What an administrator does to a server, and sees of it, from outside. */
final class Operator implements AutoCloseable {

    private static final int MANAGEMENT_PORT = 9990;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration WRITING = Duration.ofSeconds(1);

    private final ModelControllerClient management;
    private final JMXConnector jmx;

    @SuppressWarnings("BanJNDI") // the server that this test started; JMX over its management port
    Operator() {
        try {
            management = ModelControllerClient.Factory.create(ServerUnderTest.ADDRESS, MANAGEMENT_PORT);
            jmx = JMXConnectorFactory.connect(
                    new JMXServiceURL("remote+http", ServerUnderTest.ADDRESS, MANAGEMENT_PORT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deploy(Archive<?> archive) {
        try (InputStream content = archive.as(ZipExporter.class).exportAsInputStream()) {
            new ServerDeploymentHelper(management).deploy(archive.getName(), content);
        } catch (ServerDeploymentHelper.ServerDeploymentException | IOException e) {
            throw new IllegalStateException(archive.getName() + " is not deployed", e);
        }
    }

    void undeploy(String name) {
        try {
            new ServerDeploymentHelper(management).undeploy(name);
        } catch (ServerDeploymentHelper.ServerDeploymentException e) {
            throw new IllegalStateException(name + " is not undeployed", e);
        }
    }

    /** Begins what SIGTERM begins with; returns when the server says it is done or the time is over. */
    void suspend(int seconds) {
        ModelNode suspend = Operations.createOperation("suspend");
        suspend.get("suspend-timeout").set(seconds);
        execute(suspend);
    }

    void resume() {
        execute(Operations.createOperation("resume"));
    }

    private void execute(ModelNode operation) {
        try {
            ModelNode result = management.execute(operation);
            if (!Operations.isSuccessfulOutcome(result)) {
                throw new IllegalStateException(
                        Operations.getFailureDescription(result).asString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of threads that are named by us or run code of ours or of the SIP stack. */
    private List<String> threadsOfOurs() {
        try {
            ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                    jmx.getMBeanServerConnection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
            return Stream.of(threads.dumpAllThreads(false, false))
                    .filter(Operator::isOurs)
                    .map(ThreadInfo::getThreadName)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** They are told to end, and may take a moment. */
    void awaitNoThreadOfOurs() {
        Wait.until(() -> threadsOfOurs().isEmpty(), LIMIT, () -> "These threads do not end: " + threadsOfOurs());
    }

    private static boolean isOurs(ThreadInfo thread) {
        String name = thread.getThreadName();
        if (name.equals("Finalizer")) {
            return false; // the JVM's own, which runs what an object that nobody holds any more left to do
        }
        return name.startsWith("duovox")
                || name.contains("EventScanner")
                || Stream.of(thread.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .anyMatch(type -> type.startsWith("org.duovox.") || type.startsWith("gov.nist."));
    }

    /** How many class loaders, of those that are still in memory after a collection, are for a part of this deployment. */
    long classLoaders(String deployment) throws IOException, JMException {
        command("gcRun");
        return command("vmClassloaders")
                .lines()
                .filter(line -> line.contains(deployment))
                .count();
    }

    private String command(String name) throws IOException, JMException {
        return (String) jmx.getMBeanServerConnection()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        name,
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
    }

    /** How long the server's log is now. */
    static int logLines() {
        Wait.pause(WRITING);
        return read().size();
    }

    /** Waits until the server has logged that since. */
    static void awaitLogged(int lines, String awaited) {
        Wait.until(
                () -> read().stream().skip(lines).anyMatch(line -> line.contains(awaited)),
                LIMIT,
                () -> "The log lacks: " + awaited);
    }

    /** What the server has logged since; it writes a moment after it was told to (80-logging.cli). */
    static List<String> logSince(int lines) {
        Wait.pause(WRITING);
        return read().stream().skip(lines).toList();
    }

    private static List<String> read() {
        try {
            return Files.readAllLines(ServerUnderTest.base().resolve("log/server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (management;
                jmx) {
            // Closing is all.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
