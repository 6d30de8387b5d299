package org.duovox.tool.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        String text = "{\"a\":[1,-2.5,true,null,\"x\\n\\\"\\u0001\"],\"b\":{},\"c\":[]}";

        assertThat(Json.parse(text).written()).isEqualTo(text);
    }

    @Test
    void spaceAndEscapesAreUnderstood() {
        Json json = Json.parse(" { \"name\" : \"M\\u00fcller\" , \"count\" : 12 } ");

        assertThat(json.at("name").text()).isEqualTo("Müller");
        assertThat(json.at("count").number()).isEqualTo(12);
    }

    @Test
    void aFieldThatIsNotThereIsNothing() {
        assertThat(Json.parse("{}").at("name").text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1", "{\"a\":1}x", "\"a", "tru", "{\"a\" 1}", "<html>"})
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
