package org.duovox.cluster;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** Fetches the peer's steps over the link whenever its pings say that there are new ones. */
final class TimelineExchange {

    private static final Logger LOG = System.getLogger("org.duovox.cluster");

    private final Timeline timeline;
    private final PeerLink link;
    private final AtomicBoolean fetching = new AtomicBoolean();

    TimelineExchange(Timeline timeline, PeerLink link) {
        this.timeline = timeline;
        this.link = link;
        link.serve(PeerLink.Service.TIMELINE, this::answer);
    }

    private byte[] answer(byte[] request) {
        if (request.length != Long.BYTES) {
            throw new IllegalArgumentException("Not a number of a step");
        }
        return timeline.since(ByteBuffer.wrap(request).getLong());
    }

    /** Never blocks; one request at a time, and the next ping begins what could not be done. */
    void heard(PingContent content) {
        long startId = content.role().startId();
        if (!timeline.lacks(startId, content.steps()) || !fetching.compareAndSet(false, true)) {
            return;
        }
        byte[] known =
                ByteBuffer.allocate(Long.BYTES).putLong(timeline.known(startId)).array();
        // Nothing waits for it.
        var unused = link.ask(PeerLink.Service.TIMELINE, known).whenComplete((answer, failure) -> {
            try {
                if (failure == null) {
                    timeline.fetched(startId, answer);
                }
            } catch (IOException e) {
                LOG.log(Level.WARNING, "The peer''s timeline cannot be read", e);
            } finally {
                fetching.set(false);
            }
        });
    }
}
