package org.duovox.alert.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duovox.alert.MailSender;
import org.jspecify.annotations.Nullable;

/** Sends by SMTP (RFC 5321), with STARTTLS (RFC 3207) where the mail server offers it. */
@ApplicationScoped
public class SmtpMailSender implements MailSender {

    private static final Logger LOG = System.getLogger(SmtpMailSender.class.getName());

    /** Alerts must not wait for a mail server that hangs: 5 s to connect, 15 s for an answer. */
    private static final String CONNECT_MILLIS = "5000";

    private static final String ANSWER_MILLIS = "15000";

    /** How the mail server's own words begin when it refuses (RFC 5321, 4.2); "[EOF]" stands where it has gone. */
    private static final Pattern REFUSAL = Pattern.compile("[45]\\d\\d\\b.*", Pattern.DOTALL);

    /** A mail whose identity does not depend on who sends it, and that knows whether the mail server has had any of it. */
    private static final class FixedMessage extends MimeMessage {

        private final String messageId;
        private boolean begun;

        private FixedMessage(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }

        @Override
        public void writeTo(OutputStream out, String @Nullable [] without) throws IOException, MessagingException {
            begun = true;
            super.writeTo(out, without);
        }
    }

    @Override
    public Outcome send(Mail mail) {
        List<String> recipients = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        mail.recipients().forEach(each -> (isAddress(each) ? recipients : refused).add(each));
        if (recipients.isEmpty()) {
            return new Outcome.Answered(List.of(), List.of(), refused);
        }
        Session session = Session.getInstance(properties(mail));
        Transport transport = null;
        try {
            FixedMessage message = message(session, mail, recipients);
            transport = session.getTransport("smtp");
            transport.connect();
            return send(transport, message, recipients, refused);
        } catch (MessagingException e) {
            LOG.log(Level.WARNING, "Mail cannot be sent through {0}: {1}", mail.host(), e.getMessage());
            return new Outcome.Unreachable();
        } finally {
            close(transport);
        }
    }

    /** A connection that ends badly does not undo what the mail server has said. */
    private static void close(@Nullable Transport transport) {
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (MessagingException e) {
            LOG.log(Level.DEBUG, "A connection to the mail server ended badly", e);
        }
    }

    private static boolean isAddress(String recipient) {
        try {
            return !new InternetAddress(recipient, true).getAddress().isEmpty();
        } catch (AddressException e) {
            return false;
        }
    }

    private static Outcome send(
            Transport transport, FixedMessage message, List<String> recipients, List<String> refused) {
        try {
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Answered(recipients, List.of(), refused);
        } catch (MessagingException e) {
            LOG.log(Level.WARNING, "The mail server did not take a mail, or not for all: {0}", words(e));
            return outcome(message, e, recipients, refused);
        }
    }

    private static Outcome outcome(
            FixedMessage message, MessagingException failure, List<String> recipients, List<String> refused) {
        List<String> never = new ArrayList<>(refused);
        List<String> taken = List.of();
        if (failure instanceof SendFailedException failed) {
            never.addAll(addresses(failed.getInvalidAddresses()));
            taken = addresses(failed.getValidSentAddresses());
        }
        List<String> later = new ArrayList<>(recipients);
        later.removeAll(never);
        later.removeAll(taken);
        boolean answered = message.begun ? !taken.isEmpty() || isRefusal(failure) : isRefusalWithin(failure);
        if (answered) {
            return new Outcome.Answered(taken, later, never);
        }
        return message.begun ? new Outcome.AnswerLost() : new Outcome.Unreachable();
    }

    private static boolean isRefusal(Exception failure) {
        return REFUSAL.matcher(String.valueOf(failure.getMessage())).matches();
    }

    /** The refusals of recipients hang on the failure. */
    private static boolean isRefusalWithin(MessagingException failure) {
        return Stream.<Exception>iterate(failure, Objects::nonNull, SmtpMailSender::next)
                .anyMatch(SmtpMailSender::isRefusal);
    }

    private static @Nullable Exception next(Exception failure) {
        return failure instanceof MessagingException more ? more.getNextException() : null;
    }

    private static List<String> addresses(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Stream.of(addresses)
                        .map(address ->
                                address instanceof InternetAddress known ? known.getAddress() : address.toString())
                        .toList();
    }

    /** With those about each recipient. */
    private static String words(MessagingException failure) {
        return Stream.<Exception>iterate(failure, Objects::nonNull, SmtpMailSender::next)
                .map(each -> String.valueOf(each.getMessage()).strip())
                .collect(Collectors.joining("; "));
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
    private static FixedMessage message(Session session, Mail mail, List<String> recipients) throws MessagingException {
        FixedMessage message = new FixedMessage(session, mail.messageId());
        message.setFrom(new InternetAddress(mail.sender(), true));
        for (String recipient : recipients) {
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
