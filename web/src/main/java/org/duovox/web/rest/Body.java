package org.duovox.web.rest;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** What came as a request's JSON: values of any kind read as text, absent ones as empty. */
final class Body {

    private final JsonObject json;

    Body(JsonObject json) {
        this.json = json;
    }

    String text(String name) {
        JsonValue value = json.getOrDefault(name, JsonValue.NULL);
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> ((JsonNumber) value).toString();
            case TRUE -> "true";
            case FALSE -> "false";
            case NULL, OBJECT, ARRAY -> "";
        };
    }
}
