package org.duovox.sip.jain;

import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.SipStackImpl;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TooManyListenersException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;

/** The SIP stack from its start to its stop, with what must be done so that nothing of it stays behind. */
final class StackHolder {

    /** The stack's factory remembers stacks by name for the life of the class loader. */
    private static final AtomicLong STARTS = new AtomicLong();

    private final SipStackImpl stack;
    private final SipProvider provider;
    private final Messages messages;
    private final Set<Thread> scanners;

    private StackHolder(SipStackImpl stack, SipProvider provider, Messages messages, Set<Thread> scanners) {
        this.scanners = scanners;
        this.stack = stack;
        this.provider = provider;
        this.messages = messages;
    }

    /**
     * Binds UDP and TCP and starts to listen.
     *
     * @throws SipException if the address cannot be bound, or the stack does not start
     */
    static synchronized StackHolder start(ConnectorSettings settings, ListenerFactory listeners) throws SipException {
        Set<Thread> before = eventScanners();
        SipFactory factory = SipFactory.getInstance();
        factory.resetFactory();
        factory.setPathName("gov.nist");
        SipStackImpl stack = (SipStackImpl) factory.createSipStack(properties(settings));
        try {
            String host = settings.sip().getAddress().getHostAddress();
            int port = settings.sip().getPort();
            ListeningPoint udp = advertised(stack.createListeningPoint(host, port, ListeningPoint.UDP), settings);
            ListeningPoint tcp = advertised(stack.createListeningPoint(host, port, ListeningPoint.TCP), settings);
            SipProvider provider = stack.createSipProvider(udp);
            provider.addListeningPoint(tcp);
            Messages messages = new Messages(
                    factory.createMessageFactory(),
                    factory.createHeaderFactory(),
                    factory.createAddressFactory(),
                    settings.advertisedAddress(),
                    port);
            provider.addSipListener(listeners.create(provider, messages));
            stack.start();
            return new StackHolder(stack, provider, messages, scannersSince(before));
        } catch (SipException | InvalidArgumentException | ParseException | TooManyListenersException e) {
            stop(stack, scannersSince(before));
            throw new SipException("The SIP stack does not start at " + settings.sip() + ": " + e.getMessage(), e);
        }
    }

    private static ListeningPoint advertised(ListeningPoint point, ConnectorSettings settings) throws ParseException {
        if (!settings.advertisedAddress().equals(point.getIPAddress())) {
            ((ListeningPointImpl) point).setSentBy(settings.advertisedAddress() + ":" + point.getPort());
        }
        return point;
    }

    /** The values and their reasons are in RATIONALE.md, "Stack properties". */
    private static Properties properties(ConnectorSettings settings) {
        String prefix = "gov.nist.javax.sip.";
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "duovox-" + STARTS.incrementAndGet());
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
        properties.setProperty(prefix + "STACK_LOGGER", StackLog.class.getName());
        properties.setProperty(prefix + "SERVER_LOGGER", MessageLog.class.getName());
        properties.setProperty(prefix + "SIP_MESSAGE_VALVE", SourceValve.class.getName());
        properties.setProperty(prefix + "THREAD_POOL_SIZE", "8");
        properties.setProperty(prefix + "THREAD_PRIORITY", "7");
        properties.setProperty(prefix + "REENTRANT_LISTENER", "true");
        properties.setProperty(prefix + "MAX_MESSAGE_SIZE", "16384");
        properties.setProperty(prefix + "RECEIVE_UDP_BUFFER_SIZE", "1048576");
        properties.setProperty(prefix + "SEND_UDP_BUFFER_SIZE", "1048576");
        properties.setProperty(prefix + "MAX_SERVER_TRANSACTIONS", "20000");
        properties.setProperty(prefix + "MAX_TX_LIFETIME_INVITE", "180");
        properties.setProperty(prefix + "MAX_TX_LIFETIME_NON_INVITE", "40");
        properties.setProperty(prefix + "EARLY_DIALOG_TIMEOUT_SECONDS", "180");
        properties.setProperty(prefix + "READ_TIMEOUT", "10000");
        properties.setProperty(prefix + "CONNECTION_TIMEOUT", "2000");
        properties.setProperty(prefix + "CONGESTION_CONTROL_TIMEOUT", "8000");
        properties.setProperty(prefix + "DELIVER_UNSOLICITED_NOTIFY", "true");
        properties.setProperty(prefix + "ALWAYS_ADD_RPORT", "true");
        properties.setProperty(SourceValve.PER_SECOND, Integer.toString(settings.callsPerSecondPerSource()));
        properties.setProperty(SourceValve.ALLOWED, String.join(",", settings.allowedSources()));
        return properties;
    }

    SipProvider provider() {
        return provider;
    }

    Messages messages() {
        return messages;
    }

    /** How many transactions and dialogs the stack holds, for tests and the log. */
    List<Integer> tableSizes() {
        return List.of(
                stack.getServerTransactionTableSize(),
                stack.getClientTransactionTableSize(),
                stack.getDialogs().size());
    }

    /** Stops the stack; takes a second, which the stack sleeps. */
    void stop() {
        stop(stack, scanners);
    }

    /** The stack's own stop leaves its event scanner waiting for ever, with our class loader; an interrupt ends it. */
    private static void stop(SipStackImpl stack, Set<Thread> scanners) {
        stack.stop();
        SipFactory.getInstance().resetFactory();
        scanners.forEach(Thread::interrupt);
    }

    private static Set<Thread> scannersSince(Set<Thread> before) {
        Set<Thread> since = eventScanners();
        since.removeAll(before);
        return since;
    }

    /** The event scanners of all stacks in this process. */
    private static Set<Thread> eventScanners() {
        Thread[] threads = new Thread[Thread.activeCount() + 1000];
        int count = rootGroup().enumerate(threads, true);
        return Arrays.stream(threads, 0, count)
                .filter(thread -> thread.getName().equals("EventScannerThread"))
                .collect(Collectors.toSet());
    }

    private static ThreadGroup rootGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /** Makes the listener, which needs the provider to answer through. */
    @FunctionalInterface
    interface ListenerFactory {
        SipListener create(SipProvider provider, Messages messages);
    }
}
