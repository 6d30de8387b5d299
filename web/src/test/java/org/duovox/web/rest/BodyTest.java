package org.duovox.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTest {

    private static final String JSON =
            "{'word':'sample', 'number':5060, 'yes':true, 'no':false, 'nothing':null, 'list':['a'], 'object':{'a':'b'}}"
                    .replace('\'', '"');

    @ParameterizedTest
    @CsvSource({
        "word, sample",
        "number, 5060",
        "yes, true",
        "no, false",
        "nothing, ''",
        "list, ''",
        "object, ''",
        "absent, ''"
    })
    void anyValueIsReadAsText(String name, String text) {
        assertThat(new Body(Json.createReader(new StringReader(JSON)).readObject()).text(name))
                .isEqualTo(text);
    }
}
