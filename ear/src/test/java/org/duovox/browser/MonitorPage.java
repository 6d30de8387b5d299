package org.duovox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.duovox.tool.install.Member;

/** The page Port Monitor, as the guide's procedures use it: it polls one server. */
record MonitorPage(Console console) {

    private static final int APPLICATION_STATUS = 6;

    /** Click Port Monitor; in the Node field, click the server; click Start Polling. */
    static MonitorPage polling(Console console, Member node) {
        console.menu("Port Monitor");
        console.choose("monitor:node", node.word());
        console.page().locator("[id='monitor:start']").click();
        MonitorPage monitor = new MonitorPage(console);
        assertThat(monitor.ports().first().locator("td")).hasCount(APPLICATION_STATUS + 5);
        return monitor;
    }

    Locator ports() {
        return console.page().locator("[id='monitor:ports_data'] tr");
    }

    /** A port that handles a call. */
    void showsACallOf(String caller) {
        assertThat(ports().filter(new Locator.FilterOptions().setHasText(caller)))
                .hasCount(1);
    }

    /** Waits until all ports for the server are idle. */
    void awaitAllIdle() {
        assertThat(ports().locator("td:nth-child(" + (APPLICATION_STATUS + 1) + ")")
                        .filter(new Locator.FilterOptions().setHasText("Idle")))
                .hasCount(ports().count());
    }
}
