package org.duovox.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duovox.tool.terminal.Terminal;

/** Adds up Surefire's reports of all modules, in Surefire's own words. */
final class TestSummary {

    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>");

    /** What tests print that break on purpose what they test. */
    private static final Pattern CAUGHT =
            Pattern.compile("(?m)^(?:<system-out><!\\[CDATA\\[)?Caught: (.*?)(?:]]>.*)?$");

    private final Terminal terminal;
    private final Path top;

    TestSummary(Terminal terminal, Path top) {
        this.terminal = terminal;
        this.top = top;
    }

    int print() {
        long tests = 0;
        long failures = 0;
        long errors = 0;
        long skipped = 0;
        Set<String> caught = new TreeSet<>();
        for (Path report : reports()) {
            String text = read(report);
            CAUGHT.matcher(text).results().forEach(line -> caught.add(line.group(1)));
            Matcher suite = SUITE.matcher(text);
            if (suite.find()) {
                // A class that gave up before its first test, for want of a browser, say, counts none: as one that was
                // skipped.
                boolean gaveUp = attribute(suite.group(), "tests") == 0;
                tests += gaveUp ? 1 : attribute(suite.group(), "tests");
                failures += attribute(suite.group(), "failures");
                errors += attribute(suite.group(), "errors");
                skipped += gaveUp ? 1 : attribute(suite.group(), "skipped");
            }
        }
        if (!caught.isEmpty()) {
            terminal.line("Broken on purpose, and caught by the simulations: " + String.join("; ", caught));
        }
        terminal.line(
                "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d".formatted(tests, failures, errors, skipped));
        return tests > 0 && failures + errors == 0 ? 0 : 1;
    }

    private List<Path> reports() {
        try (Stream<Path> files = Files.find(
                top, 4, (file, attributes) -> file.toString().matches(".*/target/surefire-reports/TEST-[^/]*\\.xml"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the reports", e);
        }
    }

    private static String read(Path report) {
        try {
            return Files.readString(report);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + report, e);
        }
    }

    private static long attribute(String element, String name) {
        Matcher value = Pattern.compile(" " + name + "=\"(\\d+)\"").matcher(element);
        return value.find() ? Long.parseLong(value.group(1)) : 0;
    }
}
