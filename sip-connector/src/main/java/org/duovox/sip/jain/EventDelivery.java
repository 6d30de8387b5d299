package org.duovox.sip.jain;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.duovox.sip.Call;
import org.duovox.sip.CallEvent;
import org.duovox.sip.SipEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Brings events into the server: on threads of its work manager, through its message endpoints. A thread of our own feeds the
 * work manager, because that may block while all its threads are taken, and nobody else here may.
 */
final class EventDelivery {

    private static final Logger LOG = System.getLogger(EventDelivery.class.getName());
    private static final Method CALL_EVENT = callEvent();

    private final WorkManager workManager;
    private final Timers timers;
    private final AtomicReference<@Nullable MessageEndpointFactory> endpoints = new AtomicReference<>();

    /** Holds each call's queue at most once, so the number of calls is its bound. */
    private final BlockingQueue<EventQueue> ready = new LinkedBlockingQueue<>();

    private final Thread feeder = new Thread(this::feed, "duovox-sip-events");

    EventDelivery(WorkManager workManager, Timers timers) {
        this.workManager = workManager;
        this.timers = timers;
        feeder.setDaemon(true);
    }

    void start() {
        feeder.start();
    }

    void stop() {
        feeder.interrupt();
    }

    /** From now on events go to this factory's endpoints; false if there is another one. */
    boolean connect(MessageEndpointFactory factory) {
        return endpoints.compareAndSet(null, factory);
    }

    void disconnect(MessageEndpointFactory factory) {
        endpoints.compareAndSet(factory, null);
    }

    boolean isConnected() {
        return endpoints.get() != null;
    }

    void schedule(EventQueue queue) {
        ready.add(queue);
    }

    void scheduleLater(EventQueue queue, Duration delay) {
        timers.schedule(delay, () -> ready.add(queue));
    }

    private void feed() {
        try {
            while (true) {
                EventQueue queue = ready.take();
                try {
                    workManager.scheduleWork(new Delivery(queue));
                } catch (WorkException e) {
                    LOG.log(Level.WARNING, "The work manager takes no event now: " + e);
                    queue.retry();
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "no more events are delivered");
        }
    }

    EventQueue.Outcome deliver(Call call, CallEvent event) {
        MessageEndpointFactory factory = endpoints.get();
        if (factory == null) {
            return EventQueue.Outcome.NOBODY_THERE;
        }
        try {
            MessageEndpoint endpoint = factory.createEndpoint(null);
            try {
                endpoint.beforeDelivery(CALL_EVENT);
                return callEndpoint(endpoint, call, event);
            } finally {
                endpoint.release();
            }
        } catch (UnavailableException e) {
            LOG.log(Level.DEBUG, "no endpoint is free: {0}", e);
            return EventQueue.Outcome.NOBODY_THERE;
        } catch (ResourceException | NoSuchMethodException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "No endpoint could be had for call " + call.offer().callId(),
                    e);
            return EventQueue.Outcome.NOBODY_THERE;
        }
    }

    private static EventQueue.Outcome callEndpoint(MessageEndpoint endpoint, Call call, CallEvent event) {
        EventQueue.Outcome outcome = EventQueue.Outcome.DELIVERED;
        try {
            ((SipEndpoint) endpoint).callEvent(call, event);
        } catch (RuntimeException | Error e) { // the call's other events must come all the same
            LOG.log(
                    Level.ERROR,
                    "The application failed on " + event + " of call "
                            + call.offer().callId(),
                    e);
            outcome = EventQueue.Outcome.FAILED;
        }
        try {
            endpoint.afterDelivery();
        } catch (ResourceException | RuntimeException e) {
            LOG.log(Level.WARNING, "After " + event + " of call " + call.offer().callId(), e);
        }
        return outcome;
    }

    private static Method callEvent() {
        try {
            return SipEndpoint.class.getMethod("callEvent", Call.class, CallEvent.class);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("SipEndpoint has changed", e);
        }
    }

    /** One turn of one call's queue. */
    private record Delivery(EventQueue queue) implements Work {

        @Override
        public void run() {
            queue.run();
        }

        @Override
        public void release() {
            // The events of a call are few and quick; nothing to cut short.
        }
    }
}
