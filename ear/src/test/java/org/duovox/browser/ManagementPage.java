package org.duovox.browser;

import com.microsoft.playwright.Locator;
import org.duovox.tool.install.Member;

/** What people see and press on one server's page Cluster Management. */
record ManagementPage(Console console) {

    /** Goes there by the menu (guide: On the Tools menu, click Cluster Management). */
    static ManagementPage of(Console console) {
        console.menu("Cluster Management");
        return new ManagementPage(console);
    }

    /**
     * The row of a server.
     *
     * @param table servers, ports or replication
     */
    Locator row(String table, Member member) {
        return console.page().locator("[id='cluster:" + table + "_data'] tr").nth(member == Member.PUBLISHER ? 0 : 1);
    }

    Locator status(Member member) {
        return row("servers", member).locator(".dv-status");
    }

    /** The column Change Server Status. */
    Locator buttons(Member member) {
        return row("servers", member).locator("button");
    }

    /** Presses a button of a row. */
    void press(String table, Member member, String button) {
        row(table, member).getByText(button, exactly()).click();
    }

    /** When prompted to confirm changing the server status, click OK. */
    void confirm() {
        console.page().locator(".ui-confirmdialog-yes").click();
    }

    static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }
}
