package org.duovox.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Host names (RFC 1123, 2.1) and IP addresses as an administrator types them. Nothing is looked up here. */
public final class HostNames {

    /** RFC 1035, 2.3.4, without the root's dot and the length before each label. */
    public static final int LONGEST = 253;

    private static final Pattern NUMBERS_AND_DOTS = Pattern.compile("[0-9.]+");

    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])(?:\\.(?!$)|$)){4}");

    /** Without a zone, which means nothing to the other server. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";

    /** The last label is not a number, or it could be taken for an address (RFC 1123, 2.1). */
    private static final Pattern NAME = Pattern.compile("(?:" + LABEL + "\\.)*(?![0-9]+$)" + LABEL);

    private HostNames() {}

    /** What is wrong with it, as a sentence; nothing when it may be one. */
    public static Optional<String> complaint(String text) {
        if (text.isEmpty()) {
            return Optional.of("Say the host name or IP address.");
        }
        if (text.length() > LONGEST) {
            return Optional.of("A host name has at most " + LONGEST + " characters.");
        }
        if (text.contains(":")) {
            return literal(text).isPresent()
                    ? Optional.empty()
                    : Optional.of("\"" + shown(text) + "\" is no IPv6 address; 2001:db8::12 would be one.");
        }
        if (NUMBERS_AND_DOTS.matcher(text).matches()) {
            return IPV4.matcher(text).matches()
                    ? Optional.empty()
                    : Optional.of("\"" + shown(text)
                            + "\" is no IP address: that is four numbers from 0 to 255, such as 192.0.2.12.");
        }
        return NAME.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("\"" + shown(text)
                        + "\" is no host name: that is letters, digits and hyphens, in parts of at most 63 with dots between"
                        + " them, such as voice2.example.com.");
    }

    /** The address that it is itself; nothing for a name, and for what is neither. */
    public static Optional<InetAddress> literal(String text) {
        boolean address = text.contains(":")
                ? IPV6.matcher(text).matches()
                : IPV4.matcher(text).matches();
        if (!address) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text)); // of an address: asks nobody
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** What an administrator typed, as it may stand in a sentence. */
    private static String shown(String text) {
        StringBuilder safe = new StringBuilder();
        text.chars().limit(80).forEach(c -> safe.append(Character.isISOControl(c) || c == '"' ? '?' : (char) c));
        return safe.toString();
    }
}
