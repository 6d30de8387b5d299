package org.duovox.tool.campaign;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Pair;
import org.duovox.tool.install.Server;
import org.duovox.tool.terminal.Unable;

/**
 * The owner of a mailbox who uses the Inbox in a browser: signs in where that is wanted, looks at a folder, and clicks at one of the
 * messages there. What is shown after the click tells whether it was done.
 */
final class WebOwner {

    static final String MAILBOX = "1003";

    private static final Duration LOOK = Duration.ofSeconds(5);

    /** The page itself waits 10 s for the database. */
    private static final Duration CLICK = Duration.ofSeconds(12);

    private static final String INBOX = "/inbox/inbox.xhtml";
    private static final String SIGN_IN = "/sign-in.xhtml";
    private static final String NEW = "NEW";

    /** Most often the new ones, as people do. */
    private static final List<String> FOLDERS = List.of(NEW, NEW, "SAVED", "DELETED");

    private final Pair pair;
    private final Browser browser;
    private final History history;
    private final RandomGenerator random;

    WebOwner(Pair pair, History history, RandomGenerator random) {
        this.pair = pair;
        this.browser = new Browser(List.of(pair.server(Member.PUBLISHER), pair.server(Member.SUBSCRIBER)));
        this.history = history;
        this.random = random;
    }

    /** One look at the Inbox, and one click at what it offers. */
    void visit(Server server) {
        try {
            Browser.Page page =
                    signedIn(browser.open(URI.create("https://" + server.address() + ":8443" + INBOX), LOOK));
            String folder = FOLDERS.get(random.nextInt(FOLDERS.size()));
            InboxPage inbox = in(folder, page.address(), InboxPage.of(page.text()));
            List<InboxPage.Row> rows = inbox.rows().stream()
                    .filter(row -> !row.caller().isEmpty() && !row.offers().isEmpty())
                    .toList();
            if (!rows.isEmpty()) {
                InboxPage.Row row = rows.get(random.nextInt(rows.size()));
                InboxPage.Offer offer =
                        row.offers().get(random.nextInt(row.offers().size()));
                if (offer.verb() != Step.Verb.HEARD || isPlayed(page.address(), row)) {
                    click(page.address(), inbox, folder, row, offer);
                }
            }
        } catch (IOException | Unable e) {
            history.line("WEB gives up on the " + server + ": " + e.getMessage());
        }
    }

    /** The Inbox, on whichever server it was found. */
    private Browser.Page signedIn(Browser.Page page) throws IOException {
        Browser.Page inbox = page;
        if (page.status() == 200 && page.address().getPath().equals(SIGN_IN)) {
            InboxPage form = InboxPage.of(page.text());
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("signIn", "signIn");
            fields.put("signIn:name", MAILBOX);
            fields.put("signIn:secret", Load.PIN);
            fields.put("signIn:go", "");
            addState(fields, form);
            inbox = browser.submit(page.address(), fields, LOOK);
        }
        if (inbox.status() != 200 || !inbox.address().getPath().equals(INBOX)) {
            throw new Unable("status " + inbox.status() + " at " + inbox.address());
        }
        return inbox;
    }

    private InboxPage in(String folder, URI address, InboxPage inbox) throws IOException {
        if (folder.equals(NEW)) {
            return inbox;
        }
        Map<String, String> fields = inPage("inbox:folder", "inbox:messages inbox:notes", folder, inbox);
        fields.put("jakarta.faces.behavior.event", "change");
        fields.put("jakarta.faces.partial.event", "change");
        return inbox.with(browser.click(address, fields, LOOK))
                .orElseThrow(() -> new Unable("the folder " + folder + " is not shown"));
    }

    /** Hears it, as "Play" does before the message is marked. */
    private boolean isPlayed(URI address, InboxPage.Row row) throws IOException {
        Browser.Page audio = browser.open(address.resolve(row.audio()), LOOK);
        boolean played = audio.status() == 200 && audio.address().getPath().equals(row.audio());
        if (!played) {
            history.line("WEB cannot play " + row.caller() + ": " + audio.status() + " at " + audio.address());
        }
        return played;
    }

    private void click(URI address, InboxPage inbox, String folder, InboxPage.Row row, InboxPage.Offer offer) {
        Step.Answer answer = Step.Answer.UNKNOWN;
        Map<String, String> fields = inPage(offer.button(), offer.render(), folder, inbox);
        fields.put(offer.button(), offer.button());
        fields.put("message", offer.message());
        try {
            Browser.Page shown = browser.click(address, fields, CLICK);
            answer = inbox.answer(row, offer.verb(), shown);
        } catch (IOException e) {
            history.line("WEB hears nothing of a click: " + e.getMessage());
        } finally {
            history.clicked(new Step(row.caller(), offer.verb(), answer), "web page of the " + at(address));
        }
    }

    /** What the page's script sends for one of its parts. */
    private static Map<String, String> inPage(String source, String render, String folder, InboxPage inbox) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("jakarta.faces.partial.ajax", "true");
        fields.put("jakarta.faces.source", source);
        fields.put("jakarta.faces.partial.execute", source);
        fields.put("jakarta.faces.partial.render", render);
        fields.put("inbox", "inbox");
        fields.put("inbox:folder", folder);
        addState(fields, inbox);
        return fields;
    }

    private static void addState(Map<String, String> fields, InboxPage page) {
        fields.put("primefaces.nonce", page.nonce());
        fields.put("jakarta.faces.ViewState", page.state());
    }

    private String at(URI address) {
        return pair.server(Member.PUBLISHER).address().equals(address.getHost()) ? "publisher" : "subscriber";
    }
}
