package org.duovox.tool.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of the consoles holds, or the parts of it that came as the answer to a click: the state that each form carries, and the
 * Inbox's rows with what they offer.
 *
 * @param state of the view, as the server named it
 * @param nonce of the page's scripts; a form without it is not answered to the end
 */
record InboxPage(String state, String nonce, List<Row> rows) {

    /** So many rows at a time. */
    private static final int ROWS = 20;

    private static final Pattern STATE =
            Pattern.compile("name=\"jakarta\\.faces\\.ViewState\"[^>]* value=\"([^\"]+)\"");
    private static final Pattern NEW_STATE =
            Pattern.compile("<update id=\"[^\"]*jakarta\\.faces\\.ViewState[^\"]*\"><!\\[CDATA\\[([^]]+)]]>");
    private static final Pattern NONCE = Pattern.compile("PrimeFaces\\.csp\\.init\\('([^']+)'\\)");
    private static final Pattern ROW = Pattern.compile("<tr data-ri=.*?</tr>", Pattern.DOTALL);
    private static final Pattern MESSAGE = Pattern.compile(" data-message=\"([^\"]+)\"");
    private static final Pattern CALLER = Pattern.compile(" data-caller=\"(?:[^\"]*\\()?(\\d+)\\)?\"");
    private static final Pattern AUDIO = Pattern.compile(" data-audio=\"([^\"]+)\"");
    private static final Pattern HEARD = Pattern.compile(" data-heard=\"true\"");
    private static final Pattern BUTTON =
            Pattern.compile("<button id=\"([^\"]+)\"[^>]* type=\"submit\"><span[^>]*>([^<]+)</span>");

    /** What a button's script sends: its own id, the parts to be shown anew, and the message that is meant. */
    private static final Pattern SCRIPT =
            Pattern.compile("PrimeFaces\\.ab\\(\\{s:\"([^\"]+)\",f:\"inbox\",p:\"[^\"]+\","
                    + "u:\"([^\"]*)\",pa:\\[\\{name:\"message\",value:\"([^\"]+)\"");

    private static final Pattern NOTES =
            Pattern.compile("<update id=\"inbox:notes\"><!\\[CDATA\\[(.*?)]]></update>", Pattern.DOTALL);
    private static final Pattern SENT_AWAY = Pattern.compile("<partial-response[^>]*><redirect url=\"([^\"]+)\"");

    /** To these pages a click is sent before anybody looks at what it wants. */
    private static final Pattern NOTHING_DONE =
            Pattern.compile("/sign-in\\.xhtml|/errors/expired\\.html|https://[^/]+/inbox/inbox\\.xhtml");

    /** @param caller the number, "" if it is not shown */
    record Row(String message, String caller, String audio, boolean heard, List<Offer> offers) {}

    /**
     * A button in a message's row.
     *
     * @param render the parts that its script wants to have shown anew
     * @param message the one that its script names
     */
    record Offer(Step.Verb verb, String button, String render, String message) {}

    static InboxPage of(String text) {
        Map<String, MatchResult> scripts = new HashMap<>();
        SCRIPT.matcher(text).results().forEach(script -> scripts.put(script.group(1), script));
        List<Row> rows = new ArrayList<>();
        ROW.matcher(text).results().forEach(row -> rows.add(row(row.group(), scripts)));
        return new InboxPage(
                first(NEW_STATE, text).or(() -> first(STATE, text)).orElse(""),
                first(NONCE, text).orElse(""),
                List.copyOf(rows));
    }

    private static Row row(String text, Map<String, MatchResult> scripts) {
        List<Offer> offers = new ArrayList<>();
        BUTTON.matcher(text).results().forEach(button -> {
            MatchResult script = scripts.get(button.group(1));
            if (script != null) {
                verb(button.group(2))
                        .ifPresent(verb -> offers.add(new Offer(
                                verb,
                                button.group(1),
                                script.group(2).replace(',', ' '),
                                script.group(3).replace("\\", ""))));
            }
        });
        return new Row(
                first(MESSAGE, text).orElse(""),
                first(CALLER, text).orElse(""),
                first(AUDIO, text).orElse(""),
                HEARD.matcher(text).find(),
                List.copyOf(offers));
    }

    private static Optional<Step.Verb> verb(String label) {
        return switch (label) {
            case "Mark heard" -> Optional.of(Step.Verb.HEARD);
            case "Save" -> Optional.of(Step.Verb.SAVE);
            case "Delete" -> Optional.of(Step.Verb.DELETE);
            case "Undelete" -> Optional.of(Step.Verb.UNDELETE);
            default -> Optional.empty();
        };
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** What this page is after its parts came anew; nothing if the answer brings no list. */
    Optional<InboxPage> with(Browser.Page answer) {
        if (!isWhole(answer) || !answer.text().contains("<update id=\"inbox:messages\">")) {
            return Optional.empty();
        }
        InboxPage parts = of(answer.text());
        return parts.state().isEmpty()
                ? Optional.empty()
                : Optional.of(new InboxPage(parts.state(), nonce, parts.rows()));
    }

    private static boolean isWhole(Browser.Page answer) {
        return answer.status() == 200 && answer.text().stripTrailing().endsWith("</partial-response>");
    }

    /**
     * What became of a click on this page. Done: the server complains of nothing, and the list that it shows says so, too. A complaint
     * may be about an answer that came too late for the page, so it refuses nothing.
     */
    Step.Answer answer(Row row, Step.Verb verb, Browser.Page answer) {
        if (!isWhole(answer)) {
            return Step.Answer.UNKNOWN;
        }
        Optional<String> sentTo = first(SENT_AWAY, answer.text());
        if (sentTo.isPresent()) {
            return NOTHING_DONE.matcher(sentTo.get()).matches() ? Step.Answer.REFUSED : Step.Answer.UNKNOWN;
        }
        boolean complains =
                first(NOTES, answer.text()).map(notes -> notes.contains("<li")).orElse(true);
        boolean shown = with(answer)
                .map(after -> verb == Step.Verb.HEARD ? after.showsHeard(row) : after.hasLost(row, this))
                .orElse(false);
        return shown && !complains ? Step.Answer.DONE : Step.Answer.UNKNOWN;
    }

    private boolean showsHeard(Row row) {
        return rows.stream().anyMatch(each -> each.message().equals(row.message()) && each.heard());
    }

    /** New messages come first and may push others off the page: one that older ones are still shown without is gone. */
    private boolean hasLost(Row row, InboxPage before) {
        int place = before.rows().indexOf(row);
        return !holds(row)
                && (rows.size() < ROWS
                        || before.rows().subList(place + 1, before.rows().size()).stream()
                                .anyMatch(this::holds));
    }

    private boolean holds(Row row) {
        return rows.stream().anyMatch(each -> each.message().equals(row.message()));
    }
}
