package org.duovox.sip.jain;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.duovox.sip.CallId;

/** The calls from their offer to their release. */
final class CallRegistry {

    private final int maxCalls;
    private final ConcurrentMap<CallId, SipCall> calls = new ConcurrentHashMap<>();

    CallRegistry(int maxCalls) {
        this.maxCalls = maxCalls;
    }

    /** Whether there is room for one more; several threads may see the last place, which is harmless. */
    boolean isFull() {
        return calls.size() >= maxCalls;
    }

    /** Adds a call; false when its Call-ID is taken. */
    boolean add(CallId callId, SipCall call) {
        return calls.putIfAbsent(callId, call) == null;
    }

    void remove(CallId callId, SipCall call) {
        calls.remove(callId, call);
        synchronized (this) {
            notifyAll();
        }
    }

    Optional<SipCall> find(CallId callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    int size() {
        return calls.size();
    }

    List<SipCall> all() {
        return List.copyOf(calls.values());
    }

    /** Waits until no call is left; false when the time ran out before. */
    synchronized boolean awaitEmpty(long untilNanos) throws InterruptedException {
        while (!calls.isEmpty()) {
            long left = untilNanos - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(Math.max(1, Math.min(200, left / 1_000_000)));
        }
        return true;
    }
}
