package org.duovox.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.duovox.tool.install.Administrator;
import org.duovox.tool.install.Server;
import org.duovox.tool.terminal.Wait;

/** What people do with the console of one server, as sentences. */
record Console(Page page, String url) {

    static Console of(Chromium chromium, Server server) {
        return new Console(
                chromium.page(), "https://" + server.sip().getAddress().getHostAddress() + ":8443");
    }

    Console open(String path) {
        page.navigate(url + path);
        return this;
    }

    Console signIn(String name, String secret) {
        open("/");
        page.getByLabel("Extension, or administrator's name").fill(name);
        page.getByLabel("PIN, or password").fill(secret);
        page.locator("[id='signIn:go']").click();
        return this;
    }

    Console signIn(Administrator administrator) {
        signIn(administrator.name(), administrator.password());
        page.waitForURL("**/cluster-management.xhtml");
        return this;
    }

    Console signInOwner(String extension, String pin) {
        signIn(extension, pin);
        page.waitForURL("**/inbox.xhtml");
        return this;
    }

    /** The row of an inbox with the message of this caller. */
    Locator messageFrom(String caller) {
        return page.locator("[id='inbox:messages_data'] tr").filter(new Locator.FilterOptions().setHasText(caller));
    }

    void click(String caller, String button) {
        messageFrom(caller)
                .locator("button")
                .filter(new Locator.FilterOptions().setHasText(button))
                .first()
                .click();
    }

    /** Chooses in a menu, again until it is chosen: a click on a menu that is still unfolding is lost. */
    void choose(String menu, String item) {
        Locator label = page.locator("[id='" + menu + "_label']");
        Locator choice =
                page.locator("[id='" + menu + "_items'] li").filter(new Locator.FilterOptions().setHasText(item));
        Wait.until(
                () -> {
                    if (!label.innerText().contains(item)) {
                        (choice.isVisible() ? choice : label).click();
                    }
                    return label.innerText().contains(item);
                },
                Duration.ofSeconds(30),
                Duration.ofMillis(500),
                () -> item + " cannot be chosen in " + menu + ".");
    }

    /** Goes to a page by its entry in the menu of the consoles. */
    void menu(String entry) {
        page.locator(".dv-nav")
                .getByText(entry, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots", name + ".png"))
                .setFullPage(true));
    }

    void folder(String name) {
        page.locator("[id='inbox:folder']").getByText(name).click();
    }

    /** Asked again and again from here: the page's own policy forbids Playwright to wait inside of it. */
    double secondsPlayed() {
        return page.evaluate("document.getElementById('audio').currentTime") instanceof Number seconds
                ? seconds.doubleValue()
                : 0;
    }

    /** A request with this browser's cookies, without following where it is sent. */
    APIResponse get(String path, String header, String value) {
        return page.request()
                .get(
                        url + path,
                        RequestOptions.create().setHeader(header, value).setMaxRedirects(0));
    }

    APIResponse get(String path) {
        return get(path, "Accept", "*/*");
    }

    String signInCookie() {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("JSESSIONID"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElse("");
    }
}
