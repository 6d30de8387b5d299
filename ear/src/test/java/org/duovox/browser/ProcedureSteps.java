package org.duovox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Member;
import org.duovox.tool.phone.Dial;
import org.duovox.tool.phone.Mulaw;
import org.duovox.tool.phone.PhoneCall;
import org.duovox.twoservers.TwoServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What {@link ProceduresTest} stands on: two real servers, an administrator at one of them, and what many procedures do. */
abstract class ProcedureSteps {

    /** What the administrator's pages were pushed, since it was cleared last. */
    static final Set<String> PUSHED = ConcurrentHashMap.newKeySet();

    private static final int PUSH_LOOKS = 50;
    private static final int PUSH_LOOK_MILLIS = 100;

    /** Two minutes of G.711: longer than a procedure takes on a busy machine. */
    private static final int LONG_SPEECH_BYTES = 960_000;

    static TwoServers servers;
    static Chromium chromium;
    static Console console;
    static ManagementPage management;

    @BeforeAll
    static void signIn() {
        chromium = Chromium.started();
        servers = TwoServers.started("procedures");
        console = Console.of(chromium, servers.server(Member.PUBLISHER));
        console.page().onWebSocket(socket -> socket.onFrameReceived(frame -> PUSHED.add(frame.text())));
        console.signIn(servers.administrator());
        management = new ManagementPage(console);
    }

    @AfterAll
    static void stop() {
        Chromium.stop(chromium, servers);
    }

    static void assertPushed(String subject) {
        // A look of every few seconds may be faster, and frames are heard only while the browser is talked to.
        for (int i = 0; i < PUSH_LOOKS && PUSHED.stream().noneMatch(frame -> frame.contains(subject)); i++) {
            page().waitForTimeout(PUSH_LOOK_MILLIS);
        }
        assertThat(PUSHED).as("what was pushed").anyMatch(frame -> frame.contains(subject));
    }

    static Page page() {
        return console.page();
    }

    /** An order to the subscriber, by REST. */
    static void order(String order) {
        servers.server(Member.PUBLISHER).administration().order("subscriber", order, false);
    }

    static PhoneCall call(Member member) {
        return servers.telephone()
                .call(Dial.forwarded(servers.server(member).sip(), Provision.PILOT, "2001", TwoServers.MAILBOX));
    }

    /** Whoever speaks on is not hung up on. */
    static PhoneCall longCall(Member member) {
        PhoneCall call = call(member);
        assertThat(call.answered().join()).isEqualTo(200);
        var unused = call.say(Mulaw.noise(2001, LONG_SPEECH_BYTES));
        return call;
    }

    static boolean answers(Member member) {
        PhoneCall call = call(member);
        boolean answered = call.answered().join() == 200;
        call.hangUp().join();
        return answered;
    }

    /** What the mailbox's owner is answered by REST. */
    static APIResponse mailbox(Console user) {
        String account = TwoServers.MAILBOX + ":" + TwoServers.PIN;
        return user.get(
                "/rest/mailboxes/" + TwoServers.MAILBOX + "/messages",
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8)));
    }

    /** Looks anew, presses Stop, reads and cancels. */
    static String questionOfMixer() {
        page().locator("[id='services:refresh']").click();
        service("Mixer").getByText("Stop", ManagementPage.exactly()).click();
        String question = page().locator(".ui-confirm-dialog-message").textContent();
        page().locator(".ui-confirmdialog-no").click();
        return question;
    }

    static Locator service(String name) {
        return page().locator("[id='services:list'] tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page().locator(".dv-service").filter(new Locator.FilterOptions().setHasText(name))));
    }

    static Locator checkBox(Console where, String name) {
        return where.page().locator("[id='configuration:" + name + "_input']");
    }

    static void quietHours(String from, String to) {
        page().locator("[id='comparison:from']").fill(from);
        page().locator("[id='comparison:to']").fill(to);
        page().locator("[id='comparison:saveHours']").click();
    }

    /** Where that server's pages are. */
    static String url(Member member) {
        return "https://" + servers.server(member).address() + ":8443";
    }
}
