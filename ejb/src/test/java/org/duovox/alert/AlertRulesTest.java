package org.duovox.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.Severity;
import org.duovox.cluster.Member;
import org.duovox.settings.DailyTime;
import org.duovox.settings.Setting;
import org.duovox.settings.SettingChanges;
import org.duovox.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRulesTest {

    /** The field's six (guide, Setting Up Alert Notification of Server Status Changes). */
    private static final Set<Alarm> SIX = Set.of(
            Alarm.AutoFailbackFailed,
            Alarm.AutoFailbackSucceeded,
            Alarm.AutoFailoverFailed,
            Alarm.AutoFailoverSucceeded,
            Alarm.NoConnectionToPeer,
            Alarm.SbrFailed);

    private final Kept kept = new Kept();
    private final AlertRules rules = new AlertRules(kept);

    /** Settings in memory, kept honest by going through their texts. */
    private static final class Kept implements Settings {

        private final Map<String, String> values = new HashMap<>();

        @Override
        public <T> T get(Setting<T> setting) {
            return setting.read(values.getOrDefault(setting.id(), ""));
        }

        void keep(SettingChanges changes) {
            values.putAll(changes.values());
        }
    }

    @Test
    void theSixOfTheGuideAreEnabledAndMailedAtFirst() {
        assertThat(SIX).allSatisfy(alarm -> {
            assertThat(rules.properties(alarm).enabled()).isTrue();
            assertThat(rules.properties(alarm).mailed()).isTrue();
        });
    }

    @Test
    void severitiesAreThoseOfTheFieldsPreconfiguredAlerts() {
        assertThat(rules.properties(Alarm.NoConnectionToPeer).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(rules.properties(Alarm.SbrFailed).severity()).isEqualTo(Severity.ERROR);
        assertThat(rules.properties(Alarm.AutoFailoverSucceeded).severity()).isEqualTo(Severity.INFORMATIONAL);
    }

    @ParameterizedTest
    @EnumSource(Alarm.class)
    void everyAlarmsPropertiesHavePlaceAmongTheSettings(Alarm alarm) {
        assertThat(rules.properties(alarm).schedule()).isEqualTo(DailyTime.ALWAYS);
        assertThat(rules.isSuspended(alarm, Member.SUBSCRIBER)).isFalse();
    }

    @Test
    void whatAnAdministratorTypesIsWhatHolds() {
        kept.keep(rules.changes(
                Alarm.SbrFailed,
                Map.of(
                        "enabled", "false",
                        "severity", "warning",
                        "threshold", "3",
                        "thresholdMinutes", " 10 ",
                        "frequency", "2",
                        "frequencyMinutes", "90",
                        "from", "08:00",
                        "to", "17:30")));
        assertThat(rules.properties(Alarm.SbrFailed))
                .isEqualTo(new AlertProperties(
                        false,
                        Severity.WARNING,
                        new Rate(3, Duration.ofMinutes(10)),
                        new Rate(2, Duration.ofMinutes(90)),
                        new DailyTime(LocalTime.of(8, 0), LocalTime.of(17, 30)),
                        true,
                        AlertAction.DEFAULT));
        assertThat(AlertProperty.SEVERITY.text(kept, Alarm.SbrFailed)).isEqualTo("WARNING");
        assertThat(AlertProperty.TO.text(kept, Alarm.SbrFailed)).isEqualTo("17:30");
        assertThat(rules.properties(Alarm.AutoFailbackFailed))
                .as("of other alerts nothing changes")
                .isEqualTo(new AlertRules(new Kept()).properties(Alarm.AutoFailbackFailed));
        kept.keep(AlertRules.reset(Alarm.SbrFailed));
        assertThat(rules.properties(Alarm.SbrFailed)).isEqualTo(new AlertRules(new Kept()).properties(Alarm.SbrFailed));
    }

    @ParameterizedTest
    @CsvSource({
        "threshold, 0, Threshold: Say a number from 1 to 1000.",
        "threshold, many, Threshold: Say a number from 1 to 1000.",
        "thresholdMinutes, 1441, Duration of the threshold: Say a number from 1 to 1440.",
        "frequency, -1, Frequency: Say a number from 0 to 1000.",
        "frequencyMinutes, 0, Duration of the frequency: Say a number from 1 to 1440.",
        "from, 25:00, Schedule from: Say a time of day such as 08:30.",
        "to, soon, Schedule to: Say a time of day such as 08:30.",
        "enabled, perhaps, Enable Alert: Say true or false.",
        "severity, dreadful, 'Severity: Say one of Informational, Warning, Error, Critical.'",
        "action, Nobody, There is no alert action Nobody; add it first.",
        "colour, red, An alert has no property colour.",
    })
    void whatMakesNoSenseIsRefusedWithASentence(String property, String text, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules.changes(Alarm.SbrFailed, Map.of(property, text)))
                .withMessage(sentence);
    }

    @Test
    void anActionsMailsGoToThoseOfItsRecipientsWhoAreSwitchedOn() {
        kept.keep(new MailSettings("mail", 25, "duovox@example.com", "all@example.com").changes());
        kept.keep(
                AlertRules.changes(List.of(new AlertAction("Night", "a@example.com, !b@example.com ,c@example.com"))));
        kept.keep(rules.changes(Alarm.SbrFailed, Map.of("action", "Night")));
        assertThat(rules.recipients(rules.properties(Alarm.SbrFailed).action()))
                .containsExactly("a@example.com", "c@example.com");
        assertThat(rules.recipients(rules.properties(Alarm.NoConnectionToPeer).action()))
                .containsExactly("all@example.com");
        kept.keep(AlertRules.changes(List.of()));
        assertThat(rules.actions()).isEmpty();
        assertThat(rules.recipients("Night"))
                .as("an action that is gone is the default")
                .containsExactly("all@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@b.c\r\nBcc: x@y.z", "a@b.c,,d@e.f", "!", "<a@b.c>"})
    void anActionsRecipientsAreAddresses(String recipients) {
        AlertAction action = new AlertAction("Night", recipients);
        assertThatIllegalArgumentException().isThrownBy(() -> AlertRules.changes(List.of(action)));
    }

    @Test
    void anActionsNameIsItsOwn() {
        Stream.of("Default", "default", "a,b", "x".repeat(41), "!")
                .map(name -> List.of(new AlertAction(name, "a@b.c")))
                .forEach(actions -> assertThatIllegalArgumentException().isThrownBy(() -> AlertRules.changes(actions)));
        AlertAction twice = new AlertAction("Night", "a@b.c");
        assertThatIllegalArgumentException().isThrownBy(() -> AlertRules.changes(List.of(twice, twice)));
    }

    @Test
    void anAlertIsSuspendedOnOneServerOrClusterWide() {
        kept.keep(new SettingChanges().set(AlertSettings.suspended(Alarm.SbrFailed), Set.of(Member.PUBLISHER)));
        assertThat(rules.isSuspended(Alarm.SbrFailed, Member.PUBLISHER)).isTrue();
        assertThat(rules.isSuspended(Alarm.SbrFailed, Member.SUBSCRIBER)).isFalse();
        assertThat(rules.isSuspended(Alarm.NoConnectionToPeer, Member.PUBLISHER))
                .isFalse();
        kept.keep(new SettingChanges().set(AlertSettings.ALL_SUSPENDED, Set.of(Member.values())));
        assertThat(rules.isSuspended(Alarm.NoConnectionToPeer, Member.SUBSCRIBER))
                .isTrue();
        kept.keep(new SettingChanges().set(AlertSettings.ALL_SUSPENDED, Set.of()));
        assertThat(rules.isSuspended(Alarm.NoConnectionToPeer, Member.SUBSCRIBER))
                .isFalse();
    }
}
