package org.duovox.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.duovox.cluster.Member;
import org.junit.jupiter.api.Test;

class SettingTest {

    private static final Setting<Integer> RATE = Setting.number("collector.rate", 30, 15, 300);
    private static final Setting<Boolean> TAKES = Setting.flag("ports.take", true);

    @Test
    void whatWasNeverSetIsTheStandard() {
        assertThat(RATE.read("")).isEqualTo(30);
    }

    @Test
    void whatANewerReleaseWroteIsTheStandardHere() {
        assertThat(RATE.read("every now and then")).isEqualTo(30);
        assertThat(RATE.read("100000")).isEqualTo(30);
        assertThat(TAKES.read("sometimes")).isTrue();
    }

    @Test
    void aValueOutOfItsRangeIsRefusedWithASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SettingChanges().setText(RATE, "301"))
                .withMessage("Say a number from 15 to 300.");
    }

    @Test
    void textOfSeveralLinesIsRefused() {
        Setting<String> sender = Setting.text("mail.sender", "", 20);
        assertThatIllegalArgumentException().isThrownBy(() -> new SettingChanges().setText(sender, "a\r\nBcc: b"));
    }

    @Test
    void aServersSettingIsApartFromTheOthers() {
        assertThat(TAKES.on(Member.PUBLISHER).id()).isEqualTo("ports.take@publisher");
        assertThat(TAKES.on(Member.SUBSCRIBER).id()).isNotEqualTo(TAKES.id());
    }

    @Test
    void aSettingThatIsResetHasNoText() {
        assertThat(new SettingChanges().set(RATE, 60).reset(RATE).values()).containsEntry("collector.rate", "");
    }
}
