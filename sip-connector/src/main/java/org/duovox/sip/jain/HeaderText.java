package org.duovox.sip.jain;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sip.header.Header;
import javax.sip.message.Message;

/**
 * Header fields as text. We parse what the stack has no class for, or parses too strictly, ourselves; here is the part that
 * all of those share: lists split at commas, and limits.
 */
final class HeaderText {

    /** More than this many values of one header are not looked at. */
    static final int MAX_VALUES = 50;

    private static final int MAX_LENGTH = 4096;

    private HeaderText() {}

    /** All values of a header in the order of the wire, comma lists taken apart (RFC 3261, 7.3.1). */
    static List<String> values(Message message, String name) {
        List<String> values = new ArrayList<>();
        Iterator<?> headers = message.getHeaders(name);
        while (headers.hasNext() && values.size() < MAX_VALUES) {
            values.addAll(split(body((Header) headers.next()), ','));
        }
        return values.size() <= MAX_VALUES ? values : values.subList(0, MAX_VALUES);
    }

    /** The first value of a header. */
    static Optional<String> first(Message message, String name) {
        List<String> values = values(message, name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    private static String body(Header header) {
        String line = header.toString();
        String bounded = line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
        return bounded.substring(bounded.indexOf(':') + 1).strip();
    }

    /** Splits outside of quotes and angle brackets; empty parts are left out. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '<') {
                depth++;
            } else if (!quoted && c == '>') {
                depth = Math.max(0, depth - 1);
            } else if (!quoted && depth == 0 && c == separator) {
                addPart(parts, text.substring(start, i));
                start = i + 1;
            }
        }
        addPart(parts, text.substring(Math.min(start, text.length())));
        return parts;
    }

    private static void addPart(List<String> parts, String part) {
        String stripped = part.strip();
        if (!stripped.isEmpty() && parts.size() < MAX_VALUES) {
            parts.add(stripped);
        }
    }
}
