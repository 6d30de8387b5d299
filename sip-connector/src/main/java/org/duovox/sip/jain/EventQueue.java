package org.duovox.sip.jain;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.duovox.sip.CallEvent;
import org.jspecify.annotations.Nullable;

/**
 * The events of one call on their way to the endpoint: one at a time, in order, none lost. An event leaves the queue when it
 * has been delivered, not before.
 */
final class EventQueue {

    /** Keys pressed ahead; nobody types more than this before the application has looked once. */
    static final int MAX_FROM_PEER = 256;

    /** After this many attempts in a row without success, about 10 s, the call is ended. */
    static final int MAX_ATTEMPTS = 20;

    /** After so many events other calls have their turn. */
    private static final int BATCH = 16;

    private final EventDelivery delivery;
    private final Recipient recipient;
    private final Deque<CallEvent> waiting = new ArrayDeque<>();
    private boolean scheduled;
    private boolean hungUp;
    private boolean closed;
    private int attempts;

    EventQueue(EventDelivery delivery, Recipient recipient) {
        this.delivery = delivery;
        this.recipient = recipient;
    }

    /** Queues what the caller causes; false when too much waits already. */
    synchronized boolean offer(CallEvent event) {
        if (waiting.size() >= MAX_FROM_PEER) {
            return false;
        }
        add(event);
        return true;
    }

    /** Queues an event. After {@link CallEvent.HungUp} only {@link CallEvent.Posted} is taken, after {@link #close} nothing. */
    synchronized void add(CallEvent event) {
        if (closed || (hungUp && !(event instanceof CallEvent.Posted))) {
            return;
        }
        hungUp |= event instanceof CallEvent.HungUp;
        waiting.add(event);
        if (!scheduled) {
            scheduled = true;
            delivery.schedule(this);
        }
    }

    /** No further events; those that wait are still delivered. */
    synchronized void close() {
        closed = true;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Delivers what waits. Called on a thread of the work manager. */
    void run() {
        for (int i = 0; i < BATCH; i++) {
            CallEvent event = head();
            if (event == null) {
                return;
            }
            switch (recipient.deliver(event)) {
                case DELIVERED -> remove();
                case FAILED -> {
                    remove();
                    recipient.failed(event);
                }
                case NOBODY_THERE -> {
                    retry();
                    return;
                }
            }
        }
        delivery.schedule(this);
    }

    /** The endpoint or a thread to call it on could not be had: tries again, ever more slowly. */
    void retry() {
        attempts++;
        if (attempts == MAX_ATTEMPTS) {
            recipient.unreachable();
        }
        delivery.scheduleLater(this, Duration.ofMillis(Math.min(1000, 50L * attempts)));
    }

    private synchronized @Nullable CallEvent head() {
        CallEvent head = waiting.peek();
        if (head == null) {
            scheduled = false;
        }
        return head;
    }

    private synchronized void remove() {
        waiting.remove();
        attempts = 0;
    }

    /** How an attempt ended. */
    enum Outcome {
        DELIVERED,
        /** The endpoint was called and threw. */
        FAILED,
        /** The endpoint was not called: no bean was free. */
        NOBODY_THERE
    }

    /** Whom the events are for. */
    interface Recipient {

        Outcome deliver(CallEvent event);

        /** The endpoint threw; the event counts as delivered. */
        void failed(CallEvent event);

        /** Nobody takes the events; said once in a row. */
        void unreachable();
    }
}
