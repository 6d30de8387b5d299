package org.duovox.sip.media;

import java.util.Optional;
import org.duovox.sip.DtmfDigit;

/**
 * Makes one key press of the many packets that tell of it (RFC 4733, 2.5). All packets of a press carry the timestamp of its
 * start, so any one of them is enough and the others are known by it.
 */
final class DtmfReceiver {

    /** Event, flags and volume, duration. */
    private static final int EVENT_LENGTH = 4;

    /** A key held longer than this is told in segments with timestamps of their own (RFC 4733, 2.5.1.3). */
    private static final int LONGEST_SEGMENT = 0xFFFF;

    private boolean any;
    private int timestamp;
    private int event;
    private boolean ended;

    /**
     * Takes an event packet.
     *
     * @param newest whether its sequence number is higher than all before in its stream
     * @return the key when this is the first that is heard of its press
     */
    Optional<DtmfDigit> packet(RtpPacket packet, boolean newest) {
        if (packet.payloadLength() < EVENT_LENGTH) {
            return Optional.empty();
        }
        int packetEvent = packet.data()[packet.payloadOffset()] & 0xFF;
        boolean packetEnds = (packet.data()[packet.payloadOffset() + 1] & 0x80) != 0;
        int later = packet.timestamp() - timestamp;
        if (any && later == 0) {
            ended |= packetEnds;
            return Optional.empty();
        }
        if (any && later < 0 && !newest) {
            return Optional.empty();
        }
        boolean sameKeyStillDown = any && !ended && packetEvent == event && later == LONGEST_SEGMENT;
        any = true;
        timestamp = packet.timestamp();
        event = packetEvent;
        ended = packetEnds;
        return sameKeyStillDown ? Optional.empty() : DtmfDigit.ofEvent(packetEvent);
    }

    /** What comes next has other timestamps than what came before. */
    void newStream() {
        any = false;
    }
}
