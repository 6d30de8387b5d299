package org.duovox.sip.jain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duovox.sip.ForwardReason;
import org.duovox.sip.Redirection;

/** Reads History-Info headers (RFC 7044): a tree of targets in which each change of the user is a redirection. */
final class HistoryInfoParser {

    /** In the headers of a URI, after unescaping: {@code Reason=SIP;cause=486} (RFC 7044, 10.2). */
    private static final Pattern REASON = Pattern.compile("[?&]reason=\\s*(sip|q\\.850)\\s*;\\s*cause=(\\d{1,3})");

    /** As parameter of the URI that the call was sent on to (RFC 4458, 2). */
    private static final Pattern CAUSE = Pattern.compile(";cause=(\\d{1,3})");

    private HistoryInfoParser() {}

    /**
     * The redirections, oldest first.
     *
     * @param values of all History-Info headers
     * @param calledNumber the user that the call has come to; if the last entry is another one, it is a redirection, too
     */
    static List<Redirection> parse(List<String> values, String calledNumber) {
        List<NameAddress> entries = new ArrayList<>(NameAddress.parseAll(values));
        entries.sort(Comparator.comparing(entry -> entry.parameter("index"), HistoryInfoParser::compareIndexes));
        List<Redirection> redirections = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String number = entries.get(i).number();
            boolean last = i == entries.size() - 1;
            String next = last ? calledNumber : entries.get(i + 1).number();
            if (!number.isEmpty() && !number.equals(next)) {
                redirections.add(new Redirection(
                        number,
                        reason(entries.get(i), last ? "" : entries.get(i + 1).uri())));
            }
        }
        return redirections;
    }

    /** Indexes like 1.10.2, compared number by number (RFC 7044, 10.3). */
    private static int compareIndexes(String a, String b) {
        String[] left = a.split("\\.", 20);
        String[] right = b.split("\\.", 20);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = Integer.compare(SdpParser.number(left[i], 999_999), SdpParser.number(right[i], 999_999));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    private static ForwardReason reason(NameAddress entry, String nextUri) {
        String own = NameAddress.unescape(entry.uri()).toLowerCase(Locale.ROOT);
        Matcher reason = REASON.matcher(own);
        if (reason.find()) {
            int cause = Integer.parseInt(reason.group(2));
            return "sip".equals(reason.group(1)) ? ofSipCause(cause) : ofQ850Cause(cause);
        }
        Matcher cause = CAUSE.matcher(nextUri.toLowerCase(Locale.ROOT));
        return cause.find() ? ofSipCause(Integer.parseInt(cause.group(1))) : ForwardReason.UNKNOWN;
    }

    /** RFC 4458, 2. */
    private static ForwardReason ofSipCause(int cause) {
        return switch (cause) {
            case 486, 600 -> ForwardReason.BUSY;
            case 408 -> ForwardReason.NO_ANSWER;
            case 302 -> ForwardReason.UNCONDITIONAL;
            case 404, 503 -> ForwardReason.UNAVAILABLE;
            default -> ForwardReason.UNKNOWN;
        };
    }

    /** ITU-T Q.850, table 1. */
    private static ForwardReason ofQ850Cause(int cause) {
        return switch (cause) {
            case 17 -> ForwardReason.BUSY;
            case 18, 19 -> ForwardReason.NO_ANSWER;
            case 20, 27 -> ForwardReason.UNAVAILABLE;
            default -> ForwardReason.UNKNOWN;
        };
    }
}
