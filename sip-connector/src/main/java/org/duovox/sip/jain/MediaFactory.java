package org.duovox.sip.jain;

import java.io.IOException;
import org.duovox.sip.media.MediaListener;
import org.duovox.sip.media.MediaSession;

/** Where calls get their audio. */
interface MediaFactory extends AutoCloseable {

    /**
     * A session with ports of its own.
     *
     * @throws IOException when no port is free
     */
    MediaSession open(MediaListener listener) throws IOException;

    /** Ends all sessions and the threads behind them, or starts threads anew. Does nothing when it is so. */
    void run(boolean wanted);

    /** Whether the threads run and none hangs. Never blocks. */
    boolean isInTime();

    /** For ever: ends all sessions and the threads behind them. */
    @Override
    void close();
}
