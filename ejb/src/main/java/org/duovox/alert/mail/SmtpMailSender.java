package org.duovox.alert.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.duovox.alert.MailSender;

/** Sends by SMTP (RFC 5321), with STARTTLS (RFC 3207) where the mail server offers it. */
@ApplicationScoped
public class SmtpMailSender implements MailSender {

    private static final Logger LOG = System.getLogger(SmtpMailSender.class.getName());

    /** Alerts must not wait for a mail server that hangs: 5 s to connect, 15 s for an answer. */
    private static final String CONNECT_MILLIS = "5000";

    private static final String ANSWER_MILLIS = "15000";

    /** A mail whose identity does not depend on who sends it. */
    private static final class FixedMessage extends MimeMessage {

        private final String messageId;

        private FixedMessage(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }

    @Override
    public Outcome send(Mail mail) {
        Session session = Session.getInstance(properties(mail));
        try (Transport transport = session.getTransport("smtp")) {
            Message message = message(session, mail);
            transport.connect();
            return send(transport, message);
        } catch (MessagingException e) {
            LOG.log(Level.WARNING, "Mail cannot be sent through {0}: {1}", mail.host(), e.getMessage());
            return Outcome.NOT_SENT;
        }
    }

    private static Outcome send(Transport transport, Message message) {
        try {
            Address[] recipients = message.getAllRecipients();
            transport.sendMessage(message, recipients);
            return Outcome.SENT;
        } catch (MessagingException e) {
            // The mail may have been taken although its answer did not come.
            boolean refused = e.getNextException() == null
                    || e.getNextException().getClass().getSimpleName().startsWith("SMTP");
            LOG.log(Level.WARNING, "The mail server did not take a mail: {0}", e.getMessage());
            return refused && transport.isConnected() ? Outcome.NOT_SENT : Outcome.UNKNOWN;
        }
    }

    private static Properties properties(Mail mail) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", mail.host());
        properties.setProperty("mail.smtp.port", Integer.toString(mail.port()));
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.setProperty("mail.smtp.timeout", ANSWER_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", ANSWER_MILLIS);
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.sendpartial", "true");
        return properties;
    }

    @SuppressWarnings("JavaUtilDate") // the mail API wants it
    private static Message message(Session session, Mail mail) throws MessagingException {
        MimeMessage message = new FixedMessage(session, mail.messageId());
        message.setFrom(new InternetAddress(mail.sender(), true));
        for (String recipient : mail.recipients()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
        }
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(new Date());
        // RFC 3834: nobody's absence note shall answer it.
        message.setHeader("Auto-Submitted", "auto-generated");
        if (mail.doubtful()) {
            message.setHeader("X-Duovox-Doubtful", "true");
        }
        message.saveChanges();
        return message;
    }
}
