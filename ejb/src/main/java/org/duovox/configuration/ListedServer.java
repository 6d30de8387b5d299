package org.duovox.configuration;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The second server as an administrator lists it (guide, To Configure the Cluster).
 *
 * @param host name or IP address
 * @param mac of its network card, for those who keep such lists; "" or six pairs of digits with colons
 */
public record ListedServer(String host, String mac, String description) {

    public static final int LONGEST_DESCRIPTION = 128;

    private static final Pattern MAC = Pattern.compile("[0-9a-f]{12}");

    private static final Pattern MAC_MARKS = Pattern.compile("[:.-]");

    private static final Pattern PAIR = Pattern.compile("(..)(?!$)");

    /** Throws IllegalArgumentException, with a sentence for the administrator, when it makes no sense. */
    public ListedServer {
        refuse(HostNames.complaint(host));
        refuse(complaintOfMac(mac));
        if (description.length() > LONGEST_DESCRIPTION || description.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "A description has at most " + LONGEST_DESCRIPTION + " characters in one line.");
        }
        host = host.toLowerCase(Locale.ROOT);
        mac = PAIR.matcher(bare(mac)).replaceAll("$1:");
    }

    /** As it was typed: spaces around it mean nothing. */
    public static ListedServer typed(String host, String mac, String description) {
        return new ListedServer(host.strip(), mac.strip(), description.strip());
    }

    private static void refuse(Optional<String> complaint) {
        complaint.ifPresent(sentence -> {
            throw new IllegalArgumentException(sentence);
        });
    }

    private static Optional<String> complaintOfMac(String mac) {
        return mac.isEmpty() || (mac.length() <= 17 && MAC.matcher(bare(mac)).matches())
                ? Optional.empty()
                : Optional.of(
                        "A MAC address is six pairs of the digits 0 to 9 and a to f, such as 00:1b:21:3c:4d:5e; it may"
                                + " be left out.");
    }

    private static String bare(String mac) {
        return MAC_MARKS.matcher(mac).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
