package org.duovox.sip.jain;

import gov.nist.javax.sip.message.SIPMessage;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.header.CallIdHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.duovox.sip.CallId;
import org.duovox.sip.CallOffer;
import org.duovox.sip.HangUpReason;
import org.duovox.sip.MwiNotice;
import org.duovox.sip.SipLine;
import org.duovox.sip.SipTransport;
import org.duovox.sip.jain.RequestScreen.Objection;
import org.jspecify.annotations.Nullable;

/** The running connector: the stack, the audio, the calls, and the threads that join them. */
final class SipService implements SipLine, RequestDispatcher.Reception {

    private static final Logger LOG = System.getLogger(SipService.class.getName());

    /** Steps of calls are short; more threads than this would only wait for each other on two cores. */
    private static final int LANE_THREADS = 4;

    /** After the calls were hung up, for the last events and releases; a little more than {@link ConnectorSettings#RELEASE_LIMIT}. */
    private static final Duration LAST_EVENTS_LIMIT = Duration.ofSeconds(12);

    private final ConnectorSettings settings;
    private final InetAddress advertised;
    private final Timers timers = new Timers();
    private final ExecutorService lanes = Executors.newFixedThreadPool(
            LANE_THREADS,
            Thread.ofPlatform().daemon().name("duovox-sip-call-", 1).factory());
    private final EventDelivery delivery;
    private final MediaFactory media;
    private final CallRegistry registry;
    private final OutgoingRequests outgoing = new OutgoingRequests();
    private final SecureRandom random = new SecureRandom();
    private final Watchdog watchdog;
    private volatile @Nullable StackHolder stack;
    private volatile boolean takingCalls;
    private volatile boolean draining;

    /** @throws UnknownHostException when the advertised address is none */
    SipService(ConnectorSettings settings, WorkManager workManager, MediaFactory media) throws UnknownHostException {
        this.settings = settings;
        this.advertised = InetAddress.getByName(settings.advertisedAddress());
        this.delivery = new EventDelivery(workManager, timers);
        this.media = media;
        this.registry = new CallRegistry(settings.maxCalls());
        this.watchdog = new Watchdog(settings.sip(), Watchdog.INTERVAL, this::restartStack);
    }

    /** @throws SipException when the address cannot be bound */
    void start() throws SipException {
        stack = StackHolder.start(settings, this::dispatcher);
        delivery.start();
        watchdog.start();
        LOG.log(Level.INFO, "SIP over UDP and TCP at {0}", settings.sip());
    }

    private RequestDispatcher dispatcher(SipProvider provider, Messages messages) {
        return new RequestDispatcher(provider, messages, this);
    }

    void stop() {
        watchdog.stop();
        StackHolder running = stack;
        stack = null;
        if (running != null) {
            running.stop();
        }
        delivery.stop();
        timers.stop();
        lanes.shutdownNow();
        media.close();
        LOG.log(Level.INFO, "SIP stopped at {0}", settings.sip());
    }

    /**
     * Binds anew when the stack has gone deaf. The dialogs are lost with it, so calls in progress end: with BYE, since sending
     * still works, and their recordings are kept like those of callers who hung up.
     */
    void restartStack() {
        LOG.log(Level.ERROR, "The SIP stack at {0} does not answer: it is started anew", settings.sip());
        registry.all().forEach(call -> call.hangUp(HangUpReason.SIGNALLING_FAILED));
        StackHolder deaf = stack;
        stack = null;
        if (deaf != null) {
            deaf.stop();
        }
        try {
            stack = StackHolder.start(settings, this::dispatcher);
        } catch (SipException e) {
            LOG.log(Level.ERROR, "The SIP stack could not be started anew; the next attempt follows", e);
        }
    }

    Optional<StackHolder> stack() {
        return Optional.ofNullable(stack);
    }

    /** Lets calls come to this endpoint; false when there is one already. */
    boolean connect(MessageEndpointFactory endpoints) {
        boolean connected = delivery.connect(endpoints);
        if (connected) {
            draining = false;
        }
        return connected;
    }

    /** Takes no new calls, waits for those in progress, hangs up what is left after the limit, and lets the endpoint go. */
    void disconnect(MessageEndpointFactory endpoints) {
        draining = true;
        try {
            if (!awaitNoCalls(settings.drainLimit())) {
                LOG.log(Level.INFO, "{0} calls are ended, for the server stops", registry.size());
                hangUpAll();
                if (!awaitNoCalls(LAST_EVENTS_LIMIT)) {
                    LOG.log(Level.ERROR, "{0} calls were not released", registry.size());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.log(Level.WARNING, "Did not wait for {0} calls in progress", registry.size());
        }
        delivery.disconnect(endpoints);
    }

    /** Whether all calls were released within the limit. */
    boolean awaitNoCalls(Duration limit) throws InterruptedException {
        return registry.awaitEmpty(System.nanoTime() + limit.toNanos());
    }

    @Override
    public ConnectorSettings settings() {
        return settings;
    }

    @Override
    public Optional<Objection> objection() {
        if (!takingCalls || draining || !delivery.isConnected()) {
            return Optional.of(new Objection(Response.SERVICE_UNAVAILABLE, "Not Taking Calls"));
        }
        if (registry.isFull()) {
            return Optional.of(new Objection(Response.SERVICE_UNAVAILABLE, "Too Many Calls"));
        }
        return Optional.empty();
    }

    @Override
    public Optional<Objection> receive(ServerTransaction transaction, Request invite) {
        StackHolder running = stack;
        if (running == null) {
            return Optional.of(new Objection(Response.SERVICE_UNAVAILABLE, ""));
        }
        CallId callId = new CallId(((CallIdHeader) invite.getHeader(CallIdHeader.NAME)).getCallId());
        SIPMessage received = (SIPMessage) invite;
        InetSocketAddress source =
                new InetSocketAddress(received.getPeerPacketSourceAddress(), received.getPeerPacketSourcePort());
        CallOffer offer = OfferReader.read(invite, callId, source);
        try {
            SipCall call = new SipCall(
                    offer,
                    surroundings(running),
                    new IncomingInvite(
                            transaction,
                            invite,
                            Integer.toHexString(random.nextInt()) + Integer.toHexString(random.nextInt()),
                            random.nextInt(1, Integer.MAX_VALUE / 2),
                            RequestScreen.proposal(invite)));
            if (!registry.add(callId, call)) {
                call.discard();
                return Optional.of(new Objection(Response.LOOP_DETECTED, ""));
            }
            transaction.getDialog().setApplicationData(call);
            call.begin();
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.ERROR, "No port for audio: " + e.getMessage());
            return Optional.of(new Objection(Response.SERVICE_UNAVAILABLE, "No Media Port"));
        }
    }

    private CallSurroundings surroundings(StackHolder running) {
        return new CallSurroundings(
                settings, advertised, running.provider(), running.messages(), timers, lanes, delivery, media, registry);
    }

    @Override
    public Optional<SipCall> find(CallId callId) {
        return registry.find(callId);
    }

    @Override
    public void takeCalls(boolean taking) {
        if (takingCalls != taking) {
            LOG.log(Level.INFO, taking ? "Taking calls" : "Taking no calls");
        }
        takingCalls = taking;
    }

    @Override
    public void hangUpAll() {
        registry.all().forEach(call -> call.hangUp(HangUpReason.US));
    }

    @Override
    public boolean isListening() {
        return stack != null;
    }

    @Override
    public void runMedia(boolean wanted) {
        media.run(wanted);
        LOG.log(Level.INFO, wanted ? "Playing and recording" : "Neither playing nor recording");
    }

    @Override
    public boolean isMediaInTime() {
        return media.isInTime();
    }

    @Override
    public int callsInProgress() {
        return registry.size();
    }

    @Override
    public CompletionStage<Integer> notifyMessageWaiting(MwiNotice notice) {
        StackHolder running = stack;
        return running == null ? unavailable() : outgoing.notifyMessageWaiting(running, notice);
    }

    @Override
    public CompletionStage<Integer> probe(InetSocketAddress phoneSystem, SipTransport transport) {
        StackHolder running = stack;
        return running == null ? unavailable() : outgoing.probe(running, phoneSystem, transport);
    }

    private static CompletionStage<Integer> unavailable() {
        return CompletableFuture.completedFuture(Response.SERVICE_UNAVAILABLE);
    }
}
