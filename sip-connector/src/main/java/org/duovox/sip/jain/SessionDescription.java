package org.duovox.sip.jain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duovox.sip.Codec;
import org.duovox.sip.media.MediaSession.Direction;

/** What of a session description (RFC 8866) matters to us. */
record SessionDescription(List<Stream> streams) {

    SessionDescription {
        streams = List.copyOf(streams);
    }

    /**
     * One m= line with what belongs to it.
     *
     * @param formats the m= line's rest, to be repeated when the stream is refused
     * @param encodings {@code name/clock} of each payload type with an rtpmap
     * @param address the IPv4 address as text; empty when there is none that we understand
     * @param direction from the point of view of whoever wrote the description
     */
    record Stream(
            String media,
            int port,
            String protocol,
            String formats,
            List<Integer> payloadTypes,
            Map<Integer, String> encodings,
            String address,
            Direction direction) {

        Stream {
            payloadTypes = List.copyOf(payloadTypes);
            encodings = Map.copyOf(encodings);
        }

        /** Whether we can speak on it: audio over plain RTP with a port. */
        boolean isPlainAudio() {
            return media.equals("audio") && protocol.equals("RTP/AVP") && port > 0;
        }

        /** Whether this payload type means this codec: by its static number (RFC 3551, 6) or by name. */
        boolean carries(int payloadType, Codec codec) {
            String encoding = encodings.get(payloadType);
            if (encoding == null) {
                return payloadType == codec.payloadType();
            }
            return payloadType == codec.payloadType()
                    && encoding.toUpperCase(Locale.ROOT).startsWith(codec.name() + "/8000");
        }

        /** The payload type of RFC 4733 events at 8000 Hz, or -1. */
        int telephoneEventPayloadType() {
            for (int payloadType : payloadTypes) {
                String encoding = encodings.getOrDefault(payloadType, "");
                if (encoding.toLowerCase(Locale.ROOT).equals("telephone-event/8000")) {
                    return payloadType;
                }
            }
            return -1;
        }
    }
}
