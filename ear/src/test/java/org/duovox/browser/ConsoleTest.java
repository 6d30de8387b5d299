package org.duovox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.duovox.tool.deposit.Deposit;
import org.duovox.tool.deposit.DepositCaller;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Administrator;
import org.duovox.tool.install.Member;
import org.duovox.tool.terminal.Wait;
import org.duovox.twoservers.TwoServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators and users see and may do. */
@Tag("server")
class ConsoleTest {

    private static final String OTHER = "1002";
    private static final String OTHER_PIN = "271828";
    private static final int SPEECH_BYTES = 24_000;
    private static final List<String> CALLERS = List.of("2001", "2002", "2003", "2004");

    private static TwoServers servers;
    private static Administrator administrator;

    private static Chromium chromium;

    @BeforeAll
    static void leaveMessages() throws IOException {
        chromium = Chromium.started();
        servers = TwoServers.started("browser");
        administrator = servers.administrator();
        new Provision(TwoServers.PHONES, 1, OTHER, "Other", OTHER_PIN)
                .applyTo(servers.server(Member.PUBLISHER).administration());
        byte[] words = Arrays.copyOf(Files.readAllBytes(Path.of("src/main/demo/first.ulaw")), SPEECH_BYTES);
        DepositCaller caller = new DepositCaller(servers.telephone(), List.of(TwoServers.MAILBOX), Provision.PILOT);
        List<CompletableFuture<Deposit>> calls = IntStream.range(0, CALLERS.size())
                .mapToObj(i -> caller.call(servers.sip().get(i % 2), CALLERS.get(i), words))
                .toList();
        assertThat(calls)
                .allSatisfy(call -> assertThat(call.join().hasReceipt()).isTrue());
    }

    @AfterAll
    static void stop() {
        Chromium.stop(chromium, servers);
    }

    @AfterEach
    void closePages() {
        chromium.closePages();
    }

    @Test
    void aStrangerIsAskedToSignIn() {
        Console console = console(Member.PUBLISHER).open("/");
        assertThat(console.page().url()).endsWith("/sign-in.xhtml");
        assertThat(console.page().locator("h1")).hasText("Sign in");
    }

    @Test
    void aWrongPinIsRefusedInWords() {
        Console console = console(Member.PUBLISHER).signIn(OTHER, "000000");
        assertThat(console.page().getByText("Name and secret do not belong together"))
                .isVisible();
    }

    @Test
    void afterSignOutThePagesAreClosed() {
        Console console = console(Member.PUBLISHER).signInOwner(TwoServers.MAILBOX, TwoServers.PIN);
        console.page().locator("[id='signOut:go']").click();
        console.page().waitForURL("**/sign-in.xhtml");
        assertThat(console.get("/inbox/inbox.xhtml").status()).isEqualTo(302);
    }

    @Test
    void whoSignsInGetsACookieThatNobodyCouldHavePrepared() {
        Console console = console(Member.PUBLISHER).open("/sign-in.xhtml");
        String before = console.signInCookie();
        console.signInOwner(TwoServers.MAILBOX, TwoServers.PIN);
        assertThat(before).isNotEmpty();
        assertThat(console.signInCookie()).isNotEmpty().isNotEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Member.class)
    void eitherServerShowsBoth(Member member) {
        Console console = console(member).signIn(administrator);
        assertThat(console.page().locator("[id='cluster:servers_data']")).containsText("Primary");
        assertThat(console.page().locator("[id='cluster:servers_data']")).containsText("Secondary");
    }

    @Test
    void clusterManagementUpdatesItselfWithoutReloadingOrTakingTheFocus() {
        Console console = console(Member.SUBSCRIBER).signIn(administrator);
        console.page().evaluate("window.sameAsBefore = true");
        console.page().locator("[id='signOut:go']").focus();
        Locator ports = console.page()
                .locator("[id='cluster:ports_data'] tr")
                .first()
                .locator("td")
                .nth(1);
        int before = Integer.parseInt(ports.innerText().replaceAll("\\D", ""));
        servers.server(Member.PUBLISHER).administration().addPorts(Provision.PHONE_SYSTEM, "publisher", 1);
        assertThat(ports).containsText(Integer.toString(before + 1));
        assertThat(console.page().evaluate("window.sameAsBefore")).isEqualTo(true);
        assertThat(console.page().locator("[id='signOut:go']")).isFocused();
    }

    @Test
    void aServerWithoutContactIsSaidInABannerUntilItIsBack() {
        Console console = console(Member.PUBLISHER).signIn(administrator);
        Locator banner = console.page().locator("[id='cluster:banner']");
        servers.server(Member.SUBSCRIBER).kill();
        try {
            assertThat(banner).containsText("The subscriber is not in contact");
            assertThat(console.page().locator("[id='cluster:servers_data']")).containsText("Not Functioning");
        } finally {
            servers.pair().start();
        }
        assertThat(banner).not().containsText("not in contact");
    }

    @ParameterizedTest
    @EnumSource(Member.class)
    void anOwnerHearsAMessageOnEitherServer(Member member) {
        String caller = member == Member.PUBLISHER ? "2001" : "2002";
        Console console = console(member).signInOwner(TwoServers.MAILBOX, TwoServers.PIN);
        assertThat(console.messageFrom(caller)).containsText("unheard");
        console.click(caller, "Play");
        Wait.until(() -> console.secondsPlayed() > 0.5, Duration.ofSeconds(30), () -> "The message is not played.");
        assertThat(console.messageFrom(caller).getByText("Mark unheard")).isVisible();
        console.click(caller, "Mark unheard");
        assertThat(console.messageFrom(caller).getByText("Mark heard")).isVisible();
    }

    @Test
    void whatAnOwnerDoesWithAMessageIsSeenOnTheOtherServer() {
        Console here = console(Member.PUBLISHER).signInOwner(TwoServers.MAILBOX, TwoServers.PIN);
        here.click("2003", "Delete");
        assertThat(here.messageFrom("2003")).hasCount(0);
        here.folder("Deleted");
        here.click("2003", "Undelete");
        assertThat(here.messageFrom("2003")).hasCount(0);
        here.folder("New");
        here.click("2003", "Save");
        assertThat(here.messageFrom("2003")).hasCount(0);
        Console there = console(Member.SUBSCRIBER).signInOwner(TwoServers.MAILBOX, TwoServers.PIN);
        there.folder("Saved");
        assertThat(there.messageFrom("2003")).containsText("0:03");
    }

    @Test
    void aClickMeansTheMessageThatTheRowHeldWhenItWasShown() {
        Console slow = console(Member.PUBLISHER).signInOwner(TwoServers.MAILBOX, TwoServers.PIN);
        String shown = slow.messageFrom("2004").locator(".dv-play").getAttribute("data-message");
        byte[] words = new byte[SPEECH_BYTES];
        new DepositCaller(servers.telephone(), List.of(TwoServers.MAILBOX), Provision.PILOT)
                .call(servers.sip().getFirst(), "2005", words)
                .join();
        slow.click("2004", "Delete");
        slow.folder("Deleted");
        assertThat(slow.messageFrom("2004").locator(".dv-play")).hasAttribute("data-message", String.valueOf(shown));
        assertThat(slow.messageFrom("2005")).hasCount(0);
    }

    @Test
    void anyPartOfTheAudioCanBeHadAlone() {
        Console console = console(Member.PUBLISHER).signInOwner(TwoServers.MAILBOX, TwoServers.PIN);
        String audio = audioOf(console, "2001");
        byte[] whole = console.get(audio).body();
        APIResponse part = console.get(audio, "Range", "bytes=1000-1099");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.headers()).containsEntry("content-range", "bytes 1000-1099/" + whole.length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 1000, 1100));
    }

    @Test
    void nobodyButTheOwnerHearsAMessage() {
        String audio = audioOf(console(Member.PUBLISHER).signInOwner(TwoServers.MAILBOX, TwoServers.PIN), "2001");
        assertThat(console(Member.PUBLISHER).get(audio).status()).isEqualTo(302);
        assertThat(console(Member.PUBLISHER).signIn(administrator).get(audio).status())
                .isEqualTo(403);
        assertThat(console(Member.PUBLISHER)
                        .signInOwner(OTHER, OTHER_PIN)
                        .get(audio)
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/serviceability/tools/cluster-management.xhtml", "/no-such-page.xhtml", "/no-such-page"})
    void whatAUserMayNotSeeIsRefusedOnAPlainPage(String path) {
        Console console = console(Member.PUBLISHER)
                .signInOwner(TwoServers.MAILBOX, TwoServers.PIN)
                .open(path);
        assertThat(console.page().locator("h1")).hasCount(1);
        assertThat(console.page().locator("body")).containsText("To the start");
        assertThat(console.page().content()).doesNotContain("Exception", "Undertow", "WildFly");
    }

    @Test
    void nothingIsChangedByGet() {
        Console console = console(Member.PUBLISHER).signInOwner(TwoServers.MAILBOX, TwoServers.PIN);
        Object state = console.page()
                .locator("[name='jakarta.faces.ViewState']")
                .first()
                .inputValue();
        assertThat(console.get("/inbox/inbox.xhtml?jakarta.faces.ViewState=" + state)
                        .status())
                .isEqualTo(405);
    }

    @Test
    void restTakesNoCookieAndAdministratorsOnly() {
        Console console = console(Member.PUBLISHER).signIn(administrator);
        assertThat(console.get("/rest/status").status()).isEqualTo(401);
        assertThat(console(Member.PUBLISHER)
                        .get("/rest/users", "Authorization", "Basic " + basic(TwoServers.MAILBOX, TwoServers.PIN))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in.xhtml", "/rest/ready", "/no-such-page"})
    void browsersAreToldWhatTheyMustNotDo(String path) {
        assertThat(console(Member.PUBLISHER).get(path).headers())
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("referrer-policy", "no-referrer")
                .containsKey("strict-transport-security")
                .hasEntrySatisfying(
                        "content-security-policy",
                        policy -> assertThat(policy)
                                .contains("frame-ancestors 'none'", "default-src")
                                .doesNotContain("unsafe-eval"));
    }

    private static Console console(Member member) {
        return Console.of(chromium, servers.server(member));
    }

    private static String audioOf(Console console, String caller) {
        return String.valueOf(console.messageFrom(caller).locator(".dv-play").getAttribute("data-audio"));
    }

    private static String basic(String name, String secret) {
        return Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
