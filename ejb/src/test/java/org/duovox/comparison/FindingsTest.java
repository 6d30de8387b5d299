package org.duovox.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.duovox.comparison.DamagedAudio.Outcome;
import org.duovox.comparison.Difference.Missing;
import org.duovox.data.EntityType;
import org.junit.jupiter.api.Test;

/** One alarm tells what a comparison found. */
class FindingsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final Findings findings = new Findings();

    private boolean add(String what, boolean repaired) {
        return findings.add(NOW, what, repaired);
    }

    @Test
    void nothingIsToldOfNothing() {
        assertThat(findings.toTell(NOW, true)).isEmpty();
    }

    @Test
    void whatAComparisonFindsIsToldOnceWhenItEnds() {
        add("The one.", true);
        add("The other.", true);
        assertThat(findings.toTell(NOW.plusSeconds(60), false)).isEmpty();
        assertThat(findings.toTell(NOW.plusSeconds(61), true))
                .hasValue("2 findings, all repaired. The one. The other.");
        assertThat(findings.toTell(NOW.plusSeconds(62), true)).isEmpty();
    }

    @Test
    void aLongComparisonIsNotWaitedFor() {
        add("The one.", true);
        assertThat(findings.toTell(NOW.plus(Findings.LONGEST_WAIT), false)).isEmpty();
        Instant later = NOW.plus(Findings.LONGEST_WAIT).plus(Duration.ofMillis(1));
        assertThat(findings.toTell(later, false)).isPresent();
        findings.add(later, "The other.", true);
        assertThat(findings.toTell(later.plusSeconds(60), false)).isEmpty();
    }

    @Test
    void whatIsLostIsToldFirstAndTheTextIsShort() {
        for (int i = 0; i < 500; i++) {
            add("Repaired %d.".formatted(i), true);
        }
        add("Lost.", false);
        assertThat(findings.toTell(NOW, true))
                .hasValue("501 findings, 1 of them cannot be repaired. Lost. Repaired 0. Repaired 1."
                        + " The others are on the page Data Comparison.");
        assertThat(findings.all()).hasSize(ComparisonReport.MOST_FINDINGS);
    }

    @Test
    void whatIsFoundInEachRoundIsToldOnce() {
        assertThat(add("Lost.", false)).isTrue();
        assertThat(findings.toTell(NOW, true)).isPresent();
        assertThat(add("Lost.", false)).isFalse();
        assertThat(findings.toTell(NOW, true)).isEmpty();
    }

    @Test
    void soIsWhatIsFoundInEachRoundWhenThereIsMuchOfIt() {
        int more = Findings.MOST_KNOWN + 10;
        for (int i = 0; i < more; i++) {
            add("Lost %d.".formatted(i), false);
        }
        assertThat(findings.toTell(NOW, true)).isPresent();
        for (int i = 0; i < more; i++) {
            assertThat(add("Lost %d.".formatted(i), false)).isFalse();
        }
        assertThat(findings.toTell(NOW, true)).isEmpty();
    }

    @Test
    void whatGoesWrongAgainIsToldAgain() {
        add("Repaired.", true);
        assertThat(findings.toTell(NOW, true)).isPresent();
        add("Repaired.", true);
        assertThat(findings.toTell(NOW, true)).hasValue("1 findings, all repaired. Repaired.");
    }

    @Test
    void whatIsRepairedAgainAndAgainIsSaidToBeBeyondRepair() {
        for (int i = 0; i < Findings.MOST_REPAIRS; i++) {
            add("The one.", true);
            assertThat(findings.toTell(NOW, true)).hasValue("1 findings, all repaired. The one.");
        }
        assertThat(add("The one.", true)).isTrue();
        assertThat(findings.toTell(NOW, true))
                .hasValue("1 findings, 1 of them cannot be repaired. The one. It is found again after each repair.");
        assertThat(add("The one.", true)).isFalse();
        assertThat(findings.toTell(NOW, true)).isEmpty();
    }

    @Test
    void itIsSaidWhereWhatWasRepairedComesFrom() {
        assertThat(new DamagedAudio("message message-1", "it is missing", Outcome.MENDED).sentence())
                .isEqualTo("The audio of message message-1: it is missing; the other server's copy is in its place.");
        assertThat(new Difference(EntityType.USER, "ada", Set.of("pin"), Missing.HERE).sentence())
                .isEqualTo("USER ada was on the other server only; both servers have written it again.");
        assertThat(new Difference(EntityType.USER, "ada", Set.of("pin"), Missing.THERE).sentence())
                .isEqualTo("USER ada was on this server only; both servers have written it again.");
        assertThat(new Difference(EntityType.USER, "ada", Set.of("pin", "name"), Missing.NOWHERE).sentence())
                .isEqualTo("USER ada differed in name, pin; both servers have written it again.");
    }

    @Test
    void aRepairThatHeldForDaysCountsNoMore() {
        Instant at = NOW;
        for (int i = 0; i < 3 * Findings.MOST_REPAIRS; i++) {
            at = at.plus(Findings.REPAIR_HOLDS).plusSeconds(1);
            findings.add(at, "The one.", true);
            assertThat(findings.toTell(at, true)).hasValue("1 findings, all repaired. The one.");
        }
    }
}
