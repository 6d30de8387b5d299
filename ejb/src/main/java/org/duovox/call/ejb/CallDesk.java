package org.duovox.call.ejb;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.ejb.AlarmBell;
import org.duovox.call.CallProgress;
import org.duovox.call.CallRouting;
import org.duovox.call.CallRouting.Redirecting;
import org.duovox.conversation.Arrival;
import org.duovox.port.VoicePort;
import org.duovox.port.ejb.PortDesk;
import org.duovox.sip.Call;
import org.duovox.sip.CallEvent;
import org.duovox.sip.CallId;
import org.duovox.sip.Refusal;
import org.duovox.user.Users;

/** Gives each call a port and a conversation, and takes them back at its end. */
@Singleton
@Startup
@DependsOn("PortDesk")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CallDesk {

    private static final System.Logger LOG = System.getLogger(CallDesk.class.getName());

    /** With less than this nobody is recorded into a disk that fills up; the phone system tries the other server. */
    private static final long LEAST_FREE_BYTES = 256L << 20;

    private final Map<CallId, CallInProgress> calls = new ConcurrentHashMap<>();
    private final CallRouting routing = new CallRouting(
            Redirecting.valueOf(System.getProperty("duovox.redirecting", Redirecting.OLDEST_FIRST.name())));

    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();

    @Inject
    private PortDesk ports;

    @Inject
    private Users users;

    @Inject
    private CallServices services;

    @Inject
    private AlarmBell alarms;

    /** Of 32 threads, for calls only (ear/src/server/70-threads.cli). */
    @Resource(lookup = "java:jboss/ee/concurrency/executor/calls")
    private ManagedExecutorService executor;

    /**
     * Whether the threads that calls wait on still take work.
     *
     * @return the number of the question that has not been answered yet, or -1; never blocks
     */
    public long probe() {
        long question = asked.get();
        if (answered.get() < question) {
            return question;
        }
        long next = asked.incrementAndGet();
        try {
            executor.execute(() -> answered.set(next));
        } catch (RejectedExecutionException e) {
            return next;
        }
        return answered.get() < next ? next : -1;
    }

    /** How far a call on this server is; nothing when it is over. */
    public Optional<CallProgress> progress(CallId id) {
        return Optional.ofNullable(calls.get(id)).map(CallInProgress::progress);
    }

    /** One event of a call; those of one call come one at a time. */
    public void onEvent(Call call, CallEvent event) {
        CallId id = call.offer().callId();
        CallInProgress known = calls.get(id);
        if (known != null) {
            if (event instanceof CallEvent.Connected && call.dialog().telephoneEventPayloadType() < 0) {
                alarms.raise(
                        Alarm.EvtMiuSipNoDTMF,
                        "the phone system at " + call.offer().source().getHostString() + " offers none");
            }
            try {
                known.onEvent(event);
            } catch (RuntimeException e) {
                if (event instanceof CallEvent.HungUp) {
                    known.giveUp();
                }
                throw e;
            } finally {
                if (known.isOver()) {
                    calls.remove(id, known);
                    ports.release(id);
                }
            }
            return;
        }
        switch (event) {
            case CallEvent.Offered offered -> offer(call);
            case CallEvent.HungUp hungUp -> call.release();
            case CallEvent.Connected e -> {}
            case CallEvent.DigitPressed e -> {}
            case CallEvent.PlayFinished e -> {}
            case CallEvent.RecordingStopped e -> {}
            case CallEvent.TimerExpired e -> {}
            case CallEvent.Posted e -> {}
        }
    }

    private void offer(Call call) {
        CallId id = call.offer().callId();
        if (services.store().freeSpace() < LEAST_FREE_BYTES) {
            alarms.raise(Alarm.DiskConsumptionExceedsCapacityThreshold, "the disk is nearly full: a call is refused");
            call.refuse(Refusal.NOT_TAKING_CALLS);
            return;
        }
        Optional<VoicePort> port = ports.acquire(id);
        if (port.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "All ports are busy: a call is refused.");
            alarms.raise(
                    Alarm.EvtMiuBusyHere, "all " + ports.inService() + " ports in service are busy: a call is refused");
            call.refuse(Refusal.ALL_PORTS_BUSY);
            return;
        }
        calls.put(id, new CallInProgress(call, port.get(), services, executor));
        try {
            executor.execute(() -> call.post(route(call)));
        } catch (RejectedExecutionException e) {
            call.refuse(Refusal.FAILED);
        }
    }

    private Routed route(Call call) {
        try {
            return new Routed(Optional.of(routing.route(call.offer(), users)));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A call could not be routed; look at the database.", e);
            return new Routed(Optional.empty());
        }
    }

    /** Says whom the call is for; nothing when the database did not tell. */
    record Routed(Optional<Arrival> arrival) {}
}
