package org.duovox.twoservers;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * A program elsewhere that wants to be told of alerts, the example for those who write one: it subscribes on both servers, for
 * either may be down, is remembered by both while it is away, and hears each alert once, because it remembers the ids.
 */
final class AlertSubscriber implements AutoCloseable {

    private final Set<String> ids = new HashSet<>();
    private final List<JMSContext> connections = new CopyOnWriteArrayList<>();

    AlertSubscriber(List<String> urls, String user, String password, Consumer<Message> told) {
        for (String url : urls) {
            JMSContext connection = new ActiveMQConnectionFactory(url).createContext(user, password);
            connections.add(connection);
            connection.setClientID("example");
            connection
                    .createDurableConsumer(connection.createTopic("jms.topic.DuovoxAlerts"), "alerts")
                    .setMessageListener(alert -> hear(alert, told));
        }
    }

    private synchronized void hear(Message alert, Consumer<Message> told) {
        try {
            if (ids.add(alert.getStringProperty("id"))) {
                told.accept(alert);
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e); // it is delivered again
        }
    }

    @Override
    public void close() {
        connections.forEach(JMSContext::close);
    }
}
