package org.duovox.call.infinispan;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.duovox.call.CallRecordCodec;
import org.duovox.call.CallRecordCodec.CallRecord;
import org.duovox.call.CallRecords;
import org.duovox.sip.CallId;
import org.duovox.sip.DialogRecord;
import org.infinispan.Cache;

/**
 * Call records in the replicated cache {@code calls}. A call's thread never touches the cache, for a put blocked 3.1 s while a
 * peer hung (high-availability.md 2.2): one task at a time sends what is newest of each call.
 */
@ApplicationScoped
public class ReplicatedCallRecords implements CallRecords {

    private static final System.Logger LOG = System.getLogger(ReplicatedCallRecords.class.getName());

    /** Four times the calls of the largest server (250 ports): beyond it, records are left out. */
    private static final int MOST_WAITING = 1000;

    @Resource(lookup = "java:jboss/infinispan/cache/duovox/calls")
    private Cache<String, byte[]> calls;

    @Resource
    private ManagedExecutorService executor;

    /** What to send: a record, or nothing for a call that is over. */
    private final Map<String, Optional<CallRecord>> waiting = new LinkedHashMap<>();

    private boolean sending;

    @Override
    public void put(DialogRecord dialog, String arrival) {
        send(dialog.callId().value(), Optional.of(new CallRecord(dialog, arrival)));
    }

    @Override
    public void remove(CallId call) {
        send(call.value(), Optional.empty());
    }

    private void send(String call, Optional<CallRecord> record) {
        synchronized (this) {
            if (waiting.size() >= MOST_WAITING && !waiting.containsKey(call)) {
                return;
            }
            waiting.put(call, record);
            if (sending) {
                return;
            }
            sending = true;
        }
        try {
            executor.execute(this::sendAll);
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                sending = false;
            }
        }
    }

    private void sendAll() {
        Optional<Map.Entry<String, Optional<CallRecord>>> next = next();
        while (next.isPresent()) {
            try {
                String call = next.get().getKey();
                Optional<CallRecord> record = next.get().getValue();
                if (record.isPresent()) {
                    calls.put(call, CallRecordCodec.encode(record.get()));
                } else {
                    calls.remove(call);
                }
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "A call's record did not reach the peer.", e);
            }
            next = next();
        }
    }

    private synchronized Optional<Map.Entry<String, Optional<CallRecord>>> next() {
        var entries = waiting.entrySet().iterator();
        if (!entries.hasNext()) {
            sending = false;
            return Optional.empty();
        }
        Map.Entry<String, Optional<CallRecord>> first = Map.Entry.copyOf(entries.next());
        entries.remove();
        return Optional.of(first);
    }
}
