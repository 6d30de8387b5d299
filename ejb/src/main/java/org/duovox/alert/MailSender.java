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
    sealed interface Outcome {

        /**
         * The mail server said what it makes of each recipient (RFC 5321, 3.3).
         *
         * @param taken it sees to these from now on
         * @param putOff not now (4xx), or not this mail
         * @param refused never (5xx)
         */
        record Answered(List<String> taken, List<String> putOff, List<String> refused) implements Outcome {

            public Answered {
                taken = List.copyOf(taken);
                putOff = List.copyOf(putOff);
                refused = List.copyOf(refused);
            }
        }

        /** It cannot be talked to, and has not had the mail; another mail would fare no better. */
        record Unreachable() implements Outcome {}

        /** It had the mail, and its answer was lost. */
        record AnswerLost() implements Outcome {}
    }

    /** Blocks for at most 40 s. */
    Outcome send(Mail mail);
}
