package org.duovox.sip.jain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A name-addr or addr-spec with its parameters (RFC 3261, 25.1), read leniently: whatever cannot be understood is empty. All
 * texts come from strangers, so they are short and free of control characters.
 *
 * @param displayName without quotes
 * @param uri as written
 * @param number user part of a sip or sips URI, number of a tel URI; unescaped
 * @param parameters behind the URI, names in lower case, values without quotes
 */
record NameAddress(String displayName, String uri, String number, Map<String, String> parameters) {

    /** Longer than any number or name that a phone shows. */
    static final int MAX_TEXT = 64;

    NameAddress {
        parameters = Map.copyOf(parameters);
    }

    static NameAddress parse(String text) {
        int open = openBracket(text);
        int close = open < 0 ? -1 : text.indexOf('>', open);
        if (open >= 0 && close > open) {
            String uri = text.substring(open + 1, close).strip();
            return new NameAddress(
                    displayName(text.substring(0, open)), uri, number(uri), parameters(text.substring(close + 1)));
        }
        int semicolon = text.indexOf(';');
        String uri = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
        return new NameAddress("", uri, number(uri), semicolon < 0 ? Map.of() : parameters(text.substring(semicolon)));
    }

    /** Value of a parameter in lower case; empty when it is not there. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "").toLowerCase(Locale.ROOT);
    }

    private static int openBracket(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '<') {
                return i;
            }
        }
        return -1;
    }

    private static String displayName(String text) {
        return clean(unquote(text.strip()));
    }

    private static String unquote(String text) {
        if (text.length() < 2 || text.charAt(0) != '"' || !text.endsWith("\"")) {
            return text;
        }
        return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : HeaderText.split(text, ';')) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1).strip();
            parameters.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), clean(unquote(value)));
        }
        return parameters;
    }

    /** The number of a URI: what stands before the host, without a password and user parameters. */
    static String number(String uri) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = uri.substring(colon + 1);
        return switch (scheme) {
            case "sip", "sips" -> {
                int at = rest.indexOf('@');
                yield at < 0 ? "" : clean(unescape(before(before(rest.substring(0, at), ';'), ':')));
            }
            case "tel" -> clean(unescape(before(rest, ';')).replaceAll("[-.() ]", ""));
            default -> "";
        };
    }

    private static String before(String text, char end) {
        int index = text.indexOf(end);
        return index < 0 ? text : text.substring(0, index);
    }

    /** Undoes %-escapes (RFC 3986, 2.1); a broken escape stays as it is. */
    static String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            int high = text.charAt(i) == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(UTF_8));
            }
        }
        return bytes.toString(UTF_8);
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < text.length() && clean.length() < MAX_TEXT; i++) {
            char c = text.charAt(i);
            if (!Character.isISOControl(c)) {
                clean.append(c);
            }
        }
        return clean.toString().strip();
    }

    static List<NameAddress> parseAll(List<String> values) {
        return values.stream().map(NameAddress::parse).toList();
    }
}
