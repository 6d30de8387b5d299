package org.duovox.sip.jain;

import org.duovox.sip.MwiNotice;

/** The body of a message-waiting NOTIFY (RFC 3842, 5.2). */
final class MessageSummary {

    private MessageSummary() {}

    static String body(MwiNotice notice, String account) {
        return """
                Messages-Waiting: %s\r
                Message-Account: %s\r
                Voice-Message: %d/%d (%d/%d)\r
                """.formatted(
                        notice.newMessages() > 0 ? "yes" : "no",
                        account,
                        notice.newMessages(),
                        notice.savedMessages(),
                        notice.newUrgent(),
                        notice.savedUrgent());
    }
}
