package org.duovox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.duovox.tool.install.Member;
import org.duovox.tool.rest.Json;
import org.duovox.tool.rest.Rest;
import org.duovox.twoservers.TwoServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The field's Alert Central: Set Alert/Properties, Config Alert Action, Suspend, Reset to Default, on two real servers. */
@Tag("server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertPropertiesTest {

    private static final String ALERT = "EvtMsgStopTakingCalls";

    private static TwoServers servers;
    private static Chromium chromium;
    private static Console console;
    private static Console other;

    /** A column of Port Manager. */
    private static final int TAKES_CALLS = 4;

    @BeforeAll
    static void signIn() {
        chromium = Chromium.started();
        servers = TwoServers.started("alert-properties");
        console = Console.of(chromium, servers.server(Member.PUBLISHER)).signIn(servers.administrator());
        other = Console.of(chromium, servers.server(Member.SUBSCRIBER)).signIn(servers.administrator());
    }

    @AfterAll
    static void stop() {
        Chromium.stop(chromium, servers);
    }

    @Test
    @Order(1)
    void toAddAnAlertAction() {
        console.open("/serviceability/tools/alert-central.xhtml");
        Page page = console.page();
        Locator name = page.locator("[id='actions'] input[id$=':name']").first();
        Locator recipients =
                page.locator("[id='actions'] input[id$=':recipients']").first();
        name.fill("Night");
        recipients.fill("nobody");
        page.locator("[id='actions:save']").click();
        assertThat(page.locator("[id='actions:messages']"))
                .containsText("The recipients of the action Night must be addresses");
        recipients.fill("night@example.com, !away@example.com");
        page.locator("[id='actions:save']").click();
        assertThat(page.locator("[id='actions:messages']")).containsText("The settings are kept.");
        console.shoot("alert-actions");
    }

    @Test
    @Order(2)
    void toSetAnAlertsProperties() {
        Page page = properties(console);
        assertThat(page.locator("[id='properties:name']")).hasText(ALERT);
        assertThat(page.locator("[id='properties:threshold']")).hasValue("1");
        page.locator("[id='properties:threshold']").fill("often");
        page.locator("[id='properties:save']").click();
        assertThat(page.locator("[id='properties:messages']")).containsText("Threshold: Say a number from 1 to 1000.");
        page.locator("[id='properties:enabled'] .ui-chkbox-box").click();
        console.choose("properties:severity", "Warning");
        page.locator("[id='properties:threshold']").fill("2");
        page.locator("[id='properties:thresholdMinutes']").fill("10");
        page.locator("[id='properties:frequency']").fill("1");
        page.locator("[id='properties:frequencyMinutes']").fill("15");
        page.locator("[id='properties:from']").fill("08:30");
        page.locator("[id='properties:to']").fill("8:30 pm");
        console.choose("properties:action", "Night");
        page.locator("[id='properties:save']").click();
        assertThat(page.locator("[id='properties:messages']"))
                .containsText("Schedule to: Say a time of day such as 08:30.");
        page.locator("[id='properties:to']").fill("08:30");
        page.locator("[id='properties:save']").click();
        assertThat(page.locator("[id='properties:messages']")).containsText("The settings are kept.");
        console.shoot("alert-properties");
        Page there = properties(other);
        assertThat(there.locator("[id='properties:enabled_input']")).isChecked();
        assertThat(there.locator("[id='properties:severity_label']")).hasText("Warning");
        assertThat(there.locator("[id='properties:threshold']")).hasValue("2");
        assertThat(there.locator("[id='properties:frequencyMinutes']")).hasValue("15");
        assertThat(there.locator("[id='properties:from']")).hasValue("08:30");
        assertThat(there.locator("[id='properties:action_label']")).hasText("Night");
    }

    @Test
    @Order(3)
    void whatWasSetDecidesWhichAlarmsAreAlerts() {
        stopAndTakeCalls(Member.PUBLISHER);
        assertThat(newest(console)).containsText("no alert: below its threshold");
        stopAndTakeCalls(Member.SUBSCRIBER);
        assertThat(newest(console)).containsText("Warning");
        assertThat(newest(console).locator("td").nth(5)).not().containsText("no alert");
        assertThat(row(console).locator("td").nth(2)).containsText("no");
        row(console)
                .getByText("Clear", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(row(console).locator("td").nth(2)).containsText("yes");
    }

    @Test
    @Order(4)
    void toResetAnAlertToItsDefault() {
        Page page = properties(console);
        page.locator("[id='properties:toDefault']").click();
        page.locator(".ui-confirmdialog-yes").click();
        assertThat(page.locator("[id='properties:messages']")).containsText("The settings are kept.");
        assertThat(page.locator("[id='properties:threshold']")).hasValue("1");
        assertThat(page.locator("[id='properties:severity_label']")).hasText("Informational");
        assertThat(page.locator("[id='properties:action_label']")).hasText("Default");
        assertThat(page.locator("[id='properties:enabled_input']")).not().isChecked();
    }

    @Test
    @Order(5)
    void toSuspendAnAlertAndAllAlerts() {
        Page page = properties(console);
        page.locator("[id='suspension:subscriber']").click();
        assertThat(page.locator("#where")).hasText("This alert is suspended on the subscriber.");
        page.locator("[id='suspension:publisher']").click();
        assertThat(page.locator("#where")).hasText("This alert is suspended cluster-wide.");
        page.locator("[id='suspension:resume']").click();
        assertThat(page.locator("#where")).hasText("This alert is not suspended.");
        console.open("/serviceability/tools/alert-central.xhtml");
        page.locator("[id='alerts:suspend']").click();
        assertThat(page.locator("[id='alerts:suspended']")).containsText("All alerts are suspended cluster-wide");
        console.shoot("alerts-suspended");
        other.open("/serviceability/tools/alert-central.xhtml");
        assertThat(other.page().locator("[id='alerts:suspended']")).isVisible();
        other.page().locator("[id='alerts:resume']").click();
        assertThat(other.page().locator("[id='alerts:suspended']")).hasCount(0);
    }

    @Test
    @Order(6)
    void anUnknownAlertIsSaidToBeUnknown() {
        console.open("/serviceability/tools/alert-properties.xhtml?alert=%3Cscript%3E");
        assertThat(console.page().locator(".dv-banner").last()).containsText("There is no alert of that name");
    }

    /** The same by REST, at the other server. */
    @Test
    @Order(7)
    void aProgramSetsSuspendsAndResetsAnAlert() throws IOException {
        Rest rest = servers.server(Member.SUBSCRIBER).administration().rest();
        String alert = "/alerts/" + ALERT;
        rest.post(alert, new Json.Fields(Map.of("severity", new Json.Text("error"), "threshold", new Json.Text("7"))));
        assertThatJson(rest.get(alert).at("properties").at("threshold")).isEqualTo("7");
        assertThatJson(rest.get(alert).at("properties").at("severity")).isEqualTo("ERROR");
        Rest.Answer refused = rest.ask("POST", alert, "{\"frequencyMinutes\":0}", Duration.ofSeconds(10));
        Assertions.assertThat(refused.status()).isEqualTo(409);
        assertThatJson(refused.json().at("error")).isEqualTo("Duration of the frequency: Say a number from 1 to 1440.");
        rest.post(alert + "/suspend", new Json.Fields(Map.of("server", new Json.Text("publisher"))));
        Assertions.assertThat(rest.get(alert).at("suspended").items()).containsExactly(new Json.Text("publisher"));
        rest.post(alert + "/resume", new Json.Fields(Map.of()));
        rest.post(alert + "/reset", new Json.Fields(Map.of()));
        Assertions.assertThat(rest.get(alert).at("suspended").items()).isEmpty();
        assertThatJson(rest.get(alert).at("properties").at("threshold")).isEqualTo("1");
        assertThatJson(rest.get("/alerts/actions").items().getFirst().at("action"))
                .isEqualTo("Night");
        Assertions.assertThat(rest.ask("GET", "/alerts/Nothing", "", Duration.ofSeconds(10))
                        .status())
                .isEqualTo(404);
    }

    private static AbstractStringAssert<?> assertThatJson(Json text) {
        return Assertions.assertThat(text.text());
    }

    private static void stopAndTakeCalls(Member member) {
        console.open("/serviceability/tools/cluster-management.xhtml");
        Locator ports = console.page().locator("[id='cluster:ports_data'] tr").nth(member == Member.PUBLISHER ? 0 : 1);
        Locator.GetByTextOptions exactly = new Locator.GetByTextOptions().setExact(true);
        ports.getByText("Stop Taking Calls").click();
        // What the server itself says: the button changes with the setting, which the server may not have met yet.
        assertThat(ports.locator("td").nth(TAKES_CALLS)).containsText("no");
        ports.getByText("Take Calls", exactly).click();
        assertThat(ports.getByText("Stop Taking Calls")).isVisible();
        console.open("/serviceability/tools/alert-central.xhtml");
        assertThat(newest(console)).containsText(ALERT);
        assertThat(newest(console).locator("td").nth(1))
                .containsText(member == Member.PUBLISHER ? "Publisher" : "Subscriber");
    }

    private static Page properties(Console where) {
        where.open("/serviceability/tools/alert-central.xhtml");
        row(where).getByText("Set Alert/Properties").click();
        where.page().waitForURL("**/alert-properties.xhtml?alert=" + ALERT);
        return where.page();
    }

    private static Locator row(Console where) {
        return where.page()
                .locator("[id='alerts:status_data'] tr")
                .filter(new Locator.FilterOptions().setHasText(ALERT));
    }

    private static Locator newest(Console where) {
        return where.page().locator("[id='alerts:history_data'] tr").first();
    }
}
