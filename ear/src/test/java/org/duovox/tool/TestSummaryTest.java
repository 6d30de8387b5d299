package org.duovox.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duovox.tool.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSummaryTest {

    @TempDir
    private Path top;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int print() {
        return new TestSummary(new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8), false), top).print();
    }

    private void report(String module, String name, String counts) throws IOException {
        Path reports = Files.createDirectories(top.resolve(module).resolve("target/surefire-reports"));
        Files.writeString(
                reports.resolve("TEST-" + name + ".xml"),
                "<testsuite name=\"" + name + "\" " + counts + "></testsuite>");
    }

    @Test
    void theModulesAreAddedUp() throws IOException {
        report("ejb", "A", "time=\"1\" tests=\"3\" errors=\"0\" skipped=\"1\" failures=\"0\"");
        report("ear", "B", "time=\"1\" tests=\"2\" errors=\"0\" skipped=\"0\" failures=\"0\"");
        assertThat(print()).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Tests run: 5, Failures: 0, Errors: 0, Skipped: 1");
    }

    @Test
    void aClassThatGaveUpBeforeItsFirstTestIsSkipped() throws IOException {
        report("ear", "A", "time=\"1\" tests=\"0\" errors=\"0\" skipped=\"0\" failures=\"0\"");
        report("ear", "B", "time=\"1\" tests=\"2\" errors=\"0\" skipped=\"0\" failures=\"0\"");
        assertThat(print()).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 1");
    }

    @Test
    void aFailureFails() throws IOException {
        report("ear", "A", "time=\"1\" tests=\"2\" errors=\"1\" skipped=\"0\" failures=\"0\"");
        assertThat(print()).isEqualTo(1);
    }

    @Test
    void whatWasBrokenOnPurposeAndCaughtIsTold() throws IOException {
        report("ejb", "A", "time=\"1\" tests=\"2\" errors=\"0\" skipped=\"0\" failures=\"0\"");
        Files.writeString(
                top.resolve("ejb/target/surefire-reports/TEST-B.xml"),
                "<testsuite tests=\"2\" errors=\"0\" skipped=\"0\" failures=\"0\">\n<system-out><![CDATA[Caught: a server that forgets\n"
                        + "]]></system-out>\n<system-out><![CDATA[Caught: NO_FSYNC\n]]></system-out>\n</testsuite>");
        assertThat(print()).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("caught by the simulations: NO_FSYNC; a server that forgets\n");
    }

    @Test
    void whereNothingRanNothingPassed() {
        assertThat(print()).isEqualTo(1);
    }
}
