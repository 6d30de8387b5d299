package org.duovox.sip.jain;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import javax.transaction.xa.XAResource;
import org.duovox.sip.Call;
import org.duovox.sip.CallEvent;
import org.duovox.sip.SipEndpoint;

/** The connector in a server of threads only: its application is a lambda, and what it hears is written down. */
final class TestServer implements AutoCloseable {

    static final InetAddress HOST = new InetSocketAddress("127.0.0.31", 0).getAddress();
    private static final AtomicInteger PORT = new AtomicInteger(5160);

    final ConnectorSettings settings;
    final SipService service;
    final BlockingQueue<CallEvent> heard = new LinkedBlockingQueue<>();
    final Factory factory = new Factory();
    final FakeMedia media = new FakeMedia();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    volatile BiConsumer<Call, CallEvent> application;
    final AtomicReference<Call> lastCall = new AtomicReference<>();
    /** The port of the one phone whose events are written down; 0 for all. */
    final AtomicInteger onlyFrom = new AtomicInteger();

    final AtomicInteger unavailable = new AtomicInteger();

    TestServer(BiConsumer<Call, CallEvent> application) throws Exception {
        this(application, settings(Duration.ofSeconds(1)));
    }

    TestServer(BiConsumer<Call, CallEvent> application, ConnectorSettings settings) throws Exception {
        this.application = application;
        this.settings = settings;
        this.service = new SipService(settings, new Threads(), media);
        service.start();
        service.connect(factory);
        service.takeCalls(true);
    }

    static ConnectorSettings settings(Duration drainLimit) {
        return new ConnectorSettings(
                new InetSocketAddress(HOST, PORT.incrementAndGet()),
                HOST.getHostAddress(),
                20000,
                20999,
                Duration.ofMinutes(30),
                Duration.ofSeconds(90),
                Duration.ofHours(2),
                Duration.ofSeconds(20),
                500,
                drainLimit,
                100_000,
                Set.of());
    }

    /** Answers each call and releases it at its end. */
    static void answering(Call call, CallEvent event) {
        switch (event) {
            case CallEvent.Offered offered -> call.answer();
            case CallEvent.HungUp hungUp -> call.release();
            default -> {}
        }
    }

    InetSocketAddress address() {
        return settings.sip();
    }

    /** The next event, or a failure after 20 s. */
    CallEvent next() throws InterruptedException {
        CallEvent event = heard.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing was heard");
        }
        return event;
    }

    @Override
    public void close() {
        service.disconnect(factory);
        service.stop();
        threads.shutdownNow();
    }

    final class Factory implements MessageEndpointFactory {

        @Override
        public MessageEndpoint createEndpoint(XAResource xa) throws UnavailableException {
            if (unavailable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new UnavailableException("no bean is free");
            }
            return new Endpoint();
        }

        @Override
        public MessageEndpoint createEndpoint(XAResource xa, long timeout) throws UnavailableException {
            return createEndpoint(xa);
        }

        @Override
        public boolean isDeliveryTransacted(Method method) {
            return false;
        }

        @Override
        public String getActivationName() {
            return "test";
        }

        @Override
        public Class<?> getEndpointClass() {
            return Endpoint.class;
        }
    }

    private final class Endpoint implements MessageEndpoint, SipEndpoint {

        @Override
        public void callEvent(Call call, CallEvent event) {
            int port = onlyFrom.get();
            if (port == 0 || call.offer().source().getPort() == port) {
                lastCall.set(call);
                heard.add(event);
            }
            application.accept(call, event);
        }

        @Override
        public void beforeDelivery(Method method) {}

        @Override
        public void afterDelivery() {}

        @Override
        public void release() {}
    }

    private final class Threads implements WorkManager {

        @Override
        public void doWork(Work work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void doWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long startWork(Work work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long startWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void scheduleWork(Work work) {
            threads.execute(work);
        }

        @Override
        public void scheduleWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
            threads.execute(work);
        }
    }
}
