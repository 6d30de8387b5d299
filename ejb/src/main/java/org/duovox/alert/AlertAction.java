package org.duovox.alert;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom the mails of some alerts go to (the field's Config Alert Action).
 *
 * @param name that alerts name it by; "" for none
 * @param recipients with commas between them; one after an exclamation mark is kept but gets nothing for the time being
 */
public record AlertAction(String name, String recipients) {

    /** The one that is always there: the recipients under Config Email Server. */
    public static final String DEFAULT = "Default";

    /** Numbered from 1. More groups of people than that are a matter for a mail server. */
    public static final int MOST = 5;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}");

    /** To be kept; throws IllegalArgumentException, with a sentence for the administrator, when something makes no sense. */
    public AlertAction checked() {
        if (name.isBlank()) {
            return new AlertAction("", "");
        }
        if (!NAME.matcher(name.strip()).matches()) {
            throw new IllegalArgumentException(
                    "An alert action's name is up to 40 letters, digits, spaces, dots, hyphens and underscores.");
        }
        if (name.strip().equalsIgnoreCase(DEFAULT)) {
            throw new IllegalArgumentException(
                    "The action Default is there already: its recipients are those under Config Email Server.");
        }
        if (addresses().anyMatch(address -> !MailSettings.isAddress(address.replaceFirst("^!\\s*", "")))) {
            throw new IllegalArgumentException("The recipients of the action " + name.strip()
                    + " must be addresses with commas between them, those with ! before them switched off.");
        }
        return new AlertAction(name.strip(), recipients.strip());
    }

    /** Those that are switched on. */
    public List<String> switchedOn() {
        return addresses()
                .filter(address -> !address.isEmpty() && !address.startsWith("!"))
                .toList();
    }

    private Stream<String> addresses() {
        return Stream.of(recipients.split(",", -1)).map(String::strip);
    }
}
