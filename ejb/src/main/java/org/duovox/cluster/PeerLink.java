package org.duovox.cluster;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * Requests to the peer over the role manager's own connection (TLS with the cluster's secret), beside the pings. At most 64
 * requests wait at a time, each at most 10 s; what exceeds that fails.
 */
public interface PeerLink {

    /** The largest request or answer, in bytes. */
    int MAX_FRAME = 4 << 20;

    /**
     * Asks the peer; completes exceptionally when there is no contact, no answer in time, or the service failed, and with
     * {@link Unserved} when the peer is there and the service is not.
     */
    CompletionStage<byte[]> ask(Service service, byte[] request);

    /** Names who answers the peer's requests for this service; the handler may block and runs on a thread of the link. */
    void serve(Service service, Handler handler);

    /**
     * Whether this server and its peer have let each other in: they have met since this server started, and since the list of
     * servers was changed. It stays so while they have lost each other. Never blocks.
     */
    boolean accepted();

    /** What one server may ask of the other. */
    enum Service {
        /** Entries of the records lane after a position. */
        PULL_RECORDS,
        /** Entries of the audio lane after a position. */
        PULL_AUDIO,
        /** A configuration change for the server that publishes the database. */
        ADMINISTER,
        /** An administrator's order for the other server's status. */
        ORDER,
        /** The other server's last steps, for the timeline. */
        TIMELINE,
        /** An alarm that the other server cannot keep by itself. */
        ALARM,
        /** How the other server's services are. */
        SERVICES,
        /** An administrator's order for one of them. */
        SERVICE_ORDER,
        /** What happens on the other server's ports. */
        PORTS,
        /** What records the other server has, to compare them. */
        COMPARE,
        /** Audio that is missing or damaged here. */
        AUDIO_COPY,
        /** What the other server found when it compared. */
        COMPARISON,
        /** All records, for a server that lacks more than the journal holds. */
        COPY_RECORDS,
        /** An administrator's order to overwrite the other server's data, or to keep it. */
        OVERWRITE,
        /** What the other server took over in its split brain recoveries. */
        RECOVERIES,
        /** That there is something new in a lane; answered by what the other server has of it. */
        NEWS,
        /** For the turn to send the mails about alerts. */
        COLLECTOR_TURN
    }

    /** The peer answers, but nobody there offers the service. */
    final class Unserved extends IOException {

        private static final long serialVersionUID = 1;

        private final boolean known;

        /** @param known whether its release has the service and understands ours: then that server starts */
        public Unserved(String why, boolean known) {
            super(why);
            this.known = known;
        }

        public boolean isKnown() {
            return known;
        }
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        byte[] answer(byte[] request) throws Exception;
    }
}
