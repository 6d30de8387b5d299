package org.duovox.sip.jain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import java.util.Optional;
import org.duovox.sip.DtmfDigit;

/** Keys in INFO requests, as gateways send them that know no RFC 4733. There is no RFC; these two forms are in use. */
final class DtmfInfo {

    /** Longer bodies hold no key. */
    private static final int MAX_BODY = 200;

    private DtmfInfo() {}

    /**
     * The key that was pressed.
     *
     * @param subtype of the content type: {@code dtmf-relay} with lines {@code Signal=5} and {@code Duration=160}, or
     *     {@code dtmf} with the key alone, as a face or as an event code
     */
    static Optional<DtmfDigit> parse(String subtype, byte[] body) {
        if (body.length > MAX_BODY) {
            return Optional.empty();
        }
        String text = new String(body, US_ASCII);
        return switch (subtype.toLowerCase(Locale.ROOT)) {
            case "dtmf-relay" ->
                text.lines()
                        .map(line -> line.replace(" ", ""))
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("signal="))
                        .findFirst()
                        .flatMap(line -> key(line.substring("signal=".length())));
            case "dtmf" -> key(text.strip());
            default -> Optional.empty();
        };
    }

    private static Optional<DtmfDigit> key(String text) {
        if (text.length() == 1) {
            return DtmfDigit.ofKey(Character.toUpperCase(text.charAt(0)));
        }
        return DtmfDigit.ofEvent(SdpParser.number(text, 15));
    }
}
