package org.duovox.web.rest;

import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.duovox.cluster.Member;

/** Servers by the word in an address. */
final class Servers {

    private Servers() {}

    static Response named(String word, Function<Member, Response> answer) {
        return Member.of(word)
                .map(answer)
                .orElseGet(() -> Answers.error(
                        Response.Status.NOT_FOUND, "There is no such server; say publisher or subscriber."));
    }
}
