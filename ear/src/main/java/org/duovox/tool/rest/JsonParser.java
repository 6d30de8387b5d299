package org.duovox.tool.rest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON text; what is not JSON throws {@link IllegalArgumentException}. */
final class JsonParser {

    /** Our own servers nest three deep; the limit keeps a wrong text from using up the stack. */
    private static final int MAX_DEPTH = 32;

    private final String text;
    private int at;
    private int depth;

    JsonParser(String text) {
        this.text = text;
    }

    Json whole() {
        Json value = value();
        space();
        if (at != text.length()) {
            throw wrong("the end");
        }
        return value;
    }

    private Json value() {
        space();
        if (++depth > MAX_DEPTH) {
            throw wrong("less depth");
        }
        try {
            return switch (peek()) {
                case '{' -> fields();
                case '[' -> array();
                case '"' -> new Json.Text(string());
                case 't' -> word("true", new Json.Flag(true));
                case 'f' -> word("false", new Json.Flag(false));
                case 'n' -> word("null", new Json.Nothing());
                default -> number();
            };
        } finally {
            depth--;
        }
    }

    private Json fields() {
        Map<String, Json> fields = new LinkedHashMap<>();
        take('{');
        space();
        while (peek() != '}') {
            space();
            String name = string();
            space();
            take(':');
            fields.put(name, value());
            space();
            if (peek() != '}') {
                take(',');
            }
        }
        take('}');
        return new Json.Fields(fields);
    }

    private Json array() {
        List<Json> values = new ArrayList<>();
        take('[');
        space();
        while (peek() != ']') {
            values.add(value());
            space();
            if (peek() != ']') {
                take(',');
            }
        }
        take(']');
        return new Json.Array(values);
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        take('"');
        while (peek() != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        take('"');
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw wrong("four digits");
                }
                char code = (char) Integer.parseInt(text, at, at + 4, 16);
                at += 4;
                yield code;
            }
            default -> c;
        };
    }

    private Json number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (start == at) {
            throw wrong("a value");
        }
        return new Json.Amount(new BigDecimal(text.substring(start, at)));
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw wrong(word);
        }
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("more");
        }
        return text.charAt(at);
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw wrong("'" + expected + "'");
        }
        at++;
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("not JSON: expected " + expected + " at character " + at);
    }
}
