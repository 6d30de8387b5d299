package org.duovox.tool.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.tool.campaign.Step.Answer.DONE;
import static org.duovox.tool.campaign.Step.Answer.UNKNOWN;
import static org.duovox.tool.campaign.Step.Verb.DELETE;
import static org.duovox.tool.campaign.Step.Verb.HEARD;
import static org.duovox.tool.campaign.Step.Verb.SAVE;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With what a server sent on 28 Nov 2026: a page with one new message, and the answer to a click that was not stored. */
class InboxPageTest {

    private static final String ID = "25fa6493-ae4f-4562-b821-420122d7a01a";
    private static final String STATE = "3089313810562077510:-7208425759757315127";

    private final InboxPage page = InboxPage.of(saved("inbox.html"));
    private final InboxPage.Row row = page.rows().getFirst();

    private static String saved(String name) {
        try (InputStream file = Objects.requireNonNull(InboxPageTest.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Browser.Page answer(String text) {
        return new Browser.Page(URI.create("https://127.0.0.17:8443/inbox/inbox.xhtml"), 200, text);
    }

    /** The saved answer as it is when nothing went wrong. */
    private static String withoutComplaint() {
        return saved("complaint.xml").replaceAll("<div class=\"ui-messages-error\">.*?</div>", "");
    }

    private static String withoutRow(String text) {
        return Pattern.compile("<tr data-ri=.*?</tr>", Pattern.DOTALL)
                .matcher(text)
                .replaceAll("<tr class=\"ui-datatable-empty-message\"><td>No messages here.</td></tr>");
    }

    @Test
    void aPageShowsMessagesAndWhatTheirButtonsSend() {
        assertThat(page.state()).isEqualTo(STATE);
        assertThat(page.nonce()).startsWith("N2U5YjRi");
        assertThat(page.rows()).hasSize(1);
        assertThat(row.message()).isEqualTo(ID);
        assertThat(row.caller()).isEqualTo("4000036");
        assertThat(row.audio()).isEqualTo("/inbox/audio/" + ID);
        assertThat(row.heard()).isFalse();
        assertThat(row.offers()).extracting(InboxPage.Offer::verb).containsExactly(HEARD, SAVE, DELETE);
        assertThat(row.offers().getLast())
                .isEqualTo(new InboxPage.Offer(DELETE, "inbox:messages:0:j_idt49", "inbox:messages inbox:notes", ID));
    }

    @Test
    void anAnswerIsThePageAnew() {
        InboxPage after = page.with(answer(saved("complaint.xml"))).orElseThrow();
        assertThat(after.nonce()).isEqualTo(page.nonce());
        assertThat(after.state()).isEqualTo(STATE);
        assertThat(after.rows()).isEqualTo(page.rows());
    }

    @Test
    void whatIsNotStoredIsComplainedAbout() {
        assertThat(page.answer(row, DELETE, answer(saved("complaint.xml")))).isEqualTo(UNKNOWN);
        assertThat(page.answer(row, DELETE, answer(withoutRow(saved("complaint.xml")))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void doneIsWhatTheListShows() {
        assertThat(page.answer(row, DELETE, answer(withoutRow(withoutComplaint()))))
                .isEqualTo(DONE);
        assertThat(page.answer(row, DELETE, answer(withoutComplaint()))).isEqualTo(UNKNOWN);
        assertThat(page.answer(
                        row, HEARD, answer(withoutComplaint().replace("data-heard=\"false\"", "data-heard=\"true\""))))
                .isEqualTo(DONE);
        assertThat(page.answer(row, HEARD, answer(withoutComplaint()))).isEqualTo(UNKNOWN);
    }

    @Test
    void halfAnAnswerSaysNothing() {
        String whole = withoutRow(withoutComplaint());
        assertThat(page.answer(row, SAVE, answer(whole.substring(0, whole.indexOf("<eval>")))))
                .isEqualTo(UNKNOWN);
    }

    /** New messages may push the last one off a full page. */
    @Test
    void whoIsPushedOffThePageIsNotGone() {
        String others = withoutComplaint().replace(ID, "another");
        String line = others.substring(others.indexOf("<tr data-ri"), others.indexOf("</tbody>"));
        assertThat(page.answer(row, SAVE, answer(others))).isEqualTo(DONE);
        assertThat(page.answer(row, SAVE, answer(others.replace("</tbody>", line.repeat(19) + "</tbody>"))))
                .isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "/sign-in.xhtml, REFUSED",
        "/errors/expired.html, REFUSED",
        "https://127.0.0.18:8443/inbox/inbox.xhtml, REFUSED",
        "/errors/failure.html, UNKNOWN",
    })
    void whoIsSentAwayBeforeTheClickCountsIsRefused(String url, Step.Answer expected) {
        assertThat(page.answer(
                        row,
                        SAVE,
                        answer("<?xml version='1.0' encoding='UTF-8'?><partial-response><redirect url=\"" + url
                                + "\"/></partial-response>")))
                .isEqualTo(expected);
    }

    @Test
    void aFailureMayComeAfterwards() {
        assertThat(page.answer(row, SAVE, new Browser.Page(URI.create("https://127.0.0.17:8443/"), 500, "")))
                .isEqualTo(UNKNOWN);
    }
}
