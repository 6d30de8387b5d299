package org.duovox.alert;

import java.util.List;

/** Sends a mail. */
public interface MailSender {

    /**
     * What is to be sent, and through which server.
     *
     * @param messageId with its angle brackets
     * @param doubtful it may have been sent before
     */
    record Mail(
            String host,
            int port,
            String sender,
            List<String> recipients,
            String subject,
            String text,
            String messageId,
            boolean doubtful) {

        public Mail {
            recipients = List.copyOf(recipients);
        }
    }

    /** What became of it. */
    enum Outcome {
        SENT,
        /** The mail server did not take it. */
        NOT_SENT,
        /** Its answer was lost. */
        UNKNOWN
    }

    /** Blocks for at most 40 s. */
    Outcome send(Mail mail);
}
