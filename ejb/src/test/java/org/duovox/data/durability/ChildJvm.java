package org.duovox.data.durability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A Java program that is killed while it works; it prints a line for each thing it was promised. */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private final CountDownLatch firstLine = new CountDownLatch(1);

    private ChildJvm(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().name("child-output").start(this::read);
    }

    /** Starts {@code program.main(arguments)} on this process's class path. */
    public static ChildJvm start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null) {
                synchronized (lines) {
                    lines.add(line);
                }
                firstLine.countDown();
                line = output.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it work for a while, counted from its first line. */
    public void work(long millis) throws InterruptedException {
        if (!firstLine.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the child said nothing in 60 s");
        }
        process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** What it has said so far. */
    public List<String> said() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Stops it where it is, with SIGSTOP. */
    void freeze() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Kills it with SIGKILL; gives all that it said before. */
    public List<String> kill() throws InterruptedException {
        // By its handle: Process.destroyForcibly would throw away what we have not read yet.
        process.toHandle().destroyForcibly();
        process.waitFor();
        reader.join();
        // The last line may be cut off in the middle.
        List<String> all = said();
        return all.isEmpty() ? all : all.subList(0, all.size() - 1);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
