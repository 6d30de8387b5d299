package org.duovox.twoservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.duovox.tool.fault.Enclosure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every change of status that real servers can be brought to, with calls in progress, in a network namespace: {@link Arrows}. */
@Tag("server")
class ArrowsTest {

    private static final int LIMIT_MINUTES = 25;

    @Test
    void everyArrowBetweenStatusesTouchesNoOtherCallsThanItMayAndRaisesItsAlarmsInOrder()
            throws IOException, InterruptedException {
        assumeTrue(Enclosure.obstacle().isEmpty(), () -> Enclosure.obstacle().orElseThrow());
        Path said = Path.of("target/arrows.log");
        Process arrows = Enclosure.java(Arrows.class, List.of(), List.of())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            boolean ended = arrows.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            assertThat(ended).as("ended within %d minutes", LIMIT_MINUTES).isTrue();
            assertThat(arrows.exitValue()).as(Files.readString(said)).isZero();
            List<String> leftOut = Files.readAllLines(said).stream()
                    .filter(line -> line.contains(Arrows.LEFT_OUT))
                    .toList();
            assumeTrue(leftOut.isEmpty(), () -> "all others held, but " + String.join("; ", leftOut));
        } finally {
            arrows.destroy(); // its own hook stops the servers
            arrows.waitFor(2, TimeUnit.MINUTES);
        }
    }
}
