package org.duovox.alert;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duovox.settings.SettingChanges;

/**
 * Where the mails about alarms go.
 *
 * @param recipients with commas between them
 */
public record MailSettings(String host, int port, String sender, String recipients) {

    /** Good enough to find a slip; the mail server decides. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,<>]{1,64}@[^\\s@,<>]{1,190}");

    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** To be kept. Throws IllegalArgumentException, with a sentence for the administrator, when something makes no sense. */
    public SettingChanges changes() {
        if (!host.isEmpty()) {
            if (!isAddress(sender)) {
                throw new IllegalArgumentException("The sender must be an address, such as duovox@example.com.");
            }
            boolean wrong = Stream.of(recipients.split(",", -1))
                    .map(String::strip)
                    .anyMatch(recipient -> !isAddress(recipient));
            if (wrong) {
                throw new IllegalArgumentException("The recipients must be addresses with commas between them.");
            }
        }
        return new SettingChanges()
                .set(AlertSettings.MAIL_HOST, host.strip())
                .set(AlertSettings.MAIL_PORT, port)
                .set(AlertSettings.MAIL_SENDER, sender.strip())
                .set(AlertSettings.MAIL_RECIPIENTS, recipients.strip());
    }
}
