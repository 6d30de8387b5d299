package org.duovox.sip.media;

import java.util.concurrent.atomic.AtomicLong;
import org.duovox.sip.Codec;
import org.duovox.sip.MediaStatistics;

/** What the media thread counts and others read. */
final class MediaCounters {

    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile long lost;
    private volatile double jitterSamples;

    void received(Reception reception) {
        received.incrementAndGet();
        lost = reception.lost();
        jitterSamples = reception.jitter();
    }

    void sent() {
        sent.incrementAndGet();
    }

    void refused() {
        refused.incrementAndGet();
    }

    MediaStatistics snapshot() {
        double jitterMillis = jitterSamples * 1000 / Codec.BYTES_PER_SECOND;
        return new MediaStatistics(received.get(), sent.get(), lost, refused.get(), jitterMillis);
    }
}
