package org.duovox.tool.phone;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A call to be made.
 *
 * @param server where the INVITE goes
 * @param called the number in the request
 * @param calling whose call it is
 * @param forwardedFrom the phone that did not answer, for the Diversion header (RFC 5806)
 */
public record Dial(InetSocketAddress server, String called, String calling, Optional<String> forwardedFrom) {

    public static Dial direct(InetSocketAddress server, String called, String calling) {
        return new Dial(server, called, calling, Optional.empty());
    }

    public static Dial forwarded(InetSocketAddress server, String called, String calling, String from) {
        return new Dial(server, called, calling, Optional.of(from));
    }
}
