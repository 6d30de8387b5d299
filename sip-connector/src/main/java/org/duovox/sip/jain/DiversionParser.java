package org.duovox.sip.jain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.duovox.sip.ForwardReason;
import org.duovox.sip.Redirection;

/** Reads Diversion headers (RFC 5806). */
final class DiversionParser {

    private DiversionParser() {}

    /**
     * The redirections, oldest first.
     *
     * @param values of all Diversion headers as on the wire, where the newest comes first (RFC 5806, 4)
     */
    static List<Redirection> parse(List<String> values) {
        List<Redirection> redirections = new ArrayList<>();
        for (NameAddress diversion : NameAddress.parseAll(values)) {
            if (!diversion.number().isEmpty()) {
                redirections.add(new Redirection(diversion.number(), reason(diversion.parameter("reason"))));
            }
        }
        Collections.reverse(redirections);
        return redirections;
    }

    private static ForwardReason reason(String reason) {
        return switch (reason) {
            case "user-busy" -> ForwardReason.BUSY;
            case "no-answer" -> ForwardReason.NO_ANSWER;
            case "unconditional" -> ForwardReason.UNCONDITIONAL;
            case "unavailable", "out-of-service", "away" -> ForwardReason.UNAVAILABLE;
            default -> ForwardReason.UNKNOWN;
        };
    }
}
