package org.duovox.alert.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.duovox.alert.AlertTopic;

/**
 * The topic DuovoxAlerts of this server's own broker (16-messaging.cli). Looked for at each use and not injected: a server may be
 * configured without a broker, and one that starts has it a moment after us.
 */
@ApplicationScoped
public class JmsAlertTopic implements AlertTopic {

    private static final Logger LOG = System.getLogger(JmsAlertTopic.class.getName());

    private static final String FACTORY = "java:/jms/DuovoxAlertsFactory";
    private static final String TOPIC = "java:/jms/topic/DuovoxAlerts";

    /** Two messages with the same one are one for the broker, over its restarts too: the second is thrown away. */
    private static final String DUPLICATE_DETECTION = "_AMQ_DUPL_ID";

    private volatile boolean complained;

    @Override
    public boolean isThere() {
        try {
            find(FACTORY);
            find(TOPIC);
            return true;
        } catch (NamingException e) {
            return false;
        }
    }

    @Override
    public boolean publish(List<Message> messages) {
        try (JMSContext context = ((ConnectionFactory) find(FACTORY)).createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            Topic topic = (Topic) find(TOPIC);
            JMSProducer producer = context.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
            for (Message message : messages) {
                producer.setTimeToLive(message.worth().toMillis()).send(topic, text(context, message));
            }
            complained = false;
            return true;
        } catch (NamingException | JMSException | JMSRuntimeException e) {
            if (!complained) {
                complained = true;
                LOG.log(
                        Level.WARNING,
                        "Alerts cannot be published; they are when it is possible again: {0}",
                        e.getMessage());
            }
            return false;
        }
    }

    private static TextMessage text(JMSContext context, Message message) throws JMSException {
        TextMessage text = context.createTextMessage(message.text());
        text.setJMSType("DuovoxAlert");
        text.setJMSCorrelationID(message.id());
        text.setStringProperty(DUPLICATE_DETECTION, message.id());
        text.setStringProperty("id", message.id());
        text.setStringProperty("alert", message.alert());
        text.setStringProperty("severity", message.severity());
        text.setStringProperty("server", message.server());
        text.setStringProperty("at", message.at().toString());
        text.setLongProperty("atMillis", message.at().toEpochMilli());
        text.setStringProperty("why", message.why());
        text.setBooleanProperty("doubtful", message.doubtful());
        return text;
    }

    @SuppressWarnings("BanJNDI") // two names of our own, in this server's own naming
    private static Object find(String name) throws NamingException {
        return InitialContext.doLookup(name);
    }
}
