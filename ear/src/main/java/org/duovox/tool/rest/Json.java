package org.duovox.tool.rest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A JSON value (RFC 8259). Asking a value for what it is not throws {@link IllegalStateException}. */
public sealed interface Json {

    record Text(String value) implements Json {}

    record Amount(BigDecimal value) implements Json {}

    record Flag(boolean value) implements Json {}

    record Nothing() implements Json {}

    record Array(List<Json> values) implements Json {
        public Array {
            values = List.copyOf(values);
        }
    }

    record Fields(Map<String, Json> values) implements Json {}

    static Json parse(String text) {
        return new JsonParser(text).whole();
    }

    static Json of(String value) {
        return new Text(value);
    }

    static Json of(long value) {
        return new Amount(BigDecimal.valueOf(value));
    }

    static Json of(boolean value) {
        return new Flag(value);
    }

    /** The field, or {@link Nothing} if there is none. */
    default Json at(String name) {
        return this instanceof Fields fields ? fields.values().getOrDefault(name, new Nothing()) : new Nothing();
    }

    /** The text, the number's digits, the flag's name; empty for nothing. */
    default String text() {
        return switch (this) {
            case Text t -> t.value();
            case Amount n -> n.value().toPlainString();
            case Flag f -> String.valueOf(f.value());
            case Nothing n -> "";
            case Array a -> throw new IllegalStateException("an array is not a text");
            case Fields f -> throw new IllegalStateException("an object is not a text");
        };
    }

    default long number() {
        return this instanceof Amount n ? n.value().longValue() : 0;
    }

    default boolean flag() {
        return this instanceof Flag f && f.value();
    }

    default List<Json> items() {
        return this instanceof Array a ? a.values() : List.of();
    }

    /** As it goes over the wire. */
    default String written() {
        return switch (this) {
            case Text t -> quoted(t.value());
            case Amount n -> n.value().toPlainString();
            case Flag f -> String.valueOf(f.value());
            case Nothing n -> "null";
            case Array a -> a.values().stream().map(Json::written).collect(Collectors.joining(",", "[", "]"));
            case Fields f ->
                f.values().entrySet().stream()
                        .map(e -> quoted(e.getKey()) + ":" + e.getValue().written())
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
