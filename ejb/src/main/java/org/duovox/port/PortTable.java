package org.duovox.port;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duovox.cluster.Member;
import org.duovox.sip.CallId;

/** This server's voice messaging ports and the calls on them. Thread-safe. */
public final class PortTable {

    private final Member self;
    private final Map<String, CallId> callOnPort = new HashMap<>();
    private List<VoicePort> ports = List.of();

    public PortTable(Member self) {
        this.self = self;
    }

    /** Takes the ports as configured now. A call on a port that is gone or disabled goes on to its end. */
    public synchronized void configure(List<VoicePort> all) {
        ports = all.stream().filter(port -> port.server() == self).toList();
    }

    /** Gives a call a free port that answers calls, or nothing when all are busy. */
    public synchronized Optional<VoicePort> acquire(CallId call) {
        Optional<VoicePort> free = ports.stream()
                .filter(port -> port.enabled() && port.answersCalls() && !callOnPort.containsKey(port.id()))
                .findFirst();
        free.ifPresent(port -> callOnPort.put(port.id(), call));
        return free;
    }

    /** Frees a call's port; does nothing when it has none. */
    public synchronized void release(CallId call) {
        callOnPort.values().removeIf(call::equals);
    }

    /** This server's ports, each with its call, by name. */
    public synchronized List<Assigned> assigned() {
        return ports.stream()
                .map(port -> new Assigned(port, Optional.ofNullable(callOnPort.get(port.id()))))
                .toList();
    }

    /** A port and the call on it. */
    public record Assigned(VoicePort port, Optional<CallId> call) {}

    public synchronized int total() {
        return ports.size();
    }

    public synchronized int enabled() {
        return (int) ports.stream().filter(VoicePort::enabled).count();
    }

    public synchronized int busy() {
        return callOnPort.size();
    }
}
