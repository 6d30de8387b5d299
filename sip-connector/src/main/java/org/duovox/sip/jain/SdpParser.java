package org.duovox.sip.jain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duovox.sip.jain.SessionDescription.Stream;
import org.duovox.sip.media.MediaSession.Direction;
import org.jspecify.annotations.Nullable;

/** Reads session descriptions (RFC 8866): leniently, since phones are sloppy, but never more than the limits allow. */
final class SdpParser {

    /** RFC 8866 names no limit; a description of a call with eight streams has below 4 KB. */
    static final int MAX_BYTES = 64 * 1024;

    static final int MAX_LINES = 200;
    static final int MAX_STREAMS = 8;
    /** There are 128 payload types (RFC 3551, 3). */
    private static final int MAX_FORMATS = 128;

    private @Nullable String sessionConnection;
    private Direction sessionDirection = Direction.SEND_RECEIVE;
    private final List<StreamLines> streams = new ArrayList<>();

    private SdpParser() {}

    /** The description, or nothing when it is beyond the limits or cannot be understood. */
    static Optional<SessionDescription> parse(byte[] body) {
        if (body.length > MAX_BYTES) {
            return Optional.empty();
        }
        String[] lines = new String(body, UTF_8).split("\r\n|\n|\r", MAX_LINES + 2);
        if (lines.length > MAX_LINES + 1 || !lines[0].startsWith("v=0")) {
            return Optional.empty();
        }
        return new SdpParser().parse(lines);
    }

    private Optional<SessionDescription> parse(String[] lines) {
        for (String line : lines) {
            if (line.length() >= 2
                    && line.charAt(1) == '='
                    && !take(line.charAt(0), line.substring(2).strip())) {
                return Optional.empty();
            }
        }
        List<Stream> found = new ArrayList<>();
        for (StreamLines stream : streams) {
            found.add(stream.finish(sessionConnection, sessionDirection));
        }
        return Optional.of(new SessionDescription(found));
    }

    private boolean take(char type, String value) {
        switch (type) {
            case 'm' -> {
                Optional<StreamLines> stream = StreamLines.start(value);
                if (stream.isEmpty() || streams.size() == MAX_STREAMS) {
                    return false;
                }
                streams.add(stream.get());
            }
            case 'c' -> {
                String address = connectionAddress(value);
                if (streams.isEmpty()) {
                    sessionConnection = address;
                } else {
                    streams.getLast().connection = address;
                }
            }
            case 'a' -> attribute(value);
            default -> {
                // o=, s=, t=, b= and the rest say nothing that we act on.
            }
        }
        return true;
    }

    private void attribute(String value) {
        Optional<Direction> direction = direction(value);
        if (direction.isPresent() && streams.isEmpty()) {
            sessionDirection = direction.get();
        } else if (direction.isPresent()) {
            streams.getLast().direction = direction.get();
        } else if (!streams.isEmpty() && value.startsWith("rtpmap:")) {
            streams.getLast().rtpmap(value.substring("rtpmap:".length()).strip());
        }
    }

    private static Optional<Direction> direction(String attribute) {
        return switch (attribute) {
            case "sendrecv" -> Optional.of(Direction.SEND_RECEIVE);
            case "sendonly" -> Optional.of(Direction.SEND_ONLY);
            case "recvonly" -> Optional.of(Direction.RECEIVE_ONLY);
            case "inactive" -> Optional.of(Direction.INACTIVE);
            default -> Optional.empty();
        };
    }

    /** {@code IN IP4 192.0.2.1/127}: the address without its scope, or null for another kind of network. */
    private static @Nullable String connectionAddress(String value) {
        String[] words = value.split("\\s+", 4);
        if (words.length < 3 || !words[0].equals("IN") || !words[1].equals("IP4")) {
            return null;
        }
        int slash = words[2].indexOf('/');
        return slash < 0 ? words[2] : words[2].substring(0, slash);
    }

    /** A number of at most {@code max}, or -1. */
    static int number(String text, int max) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        int value = Integer.parseInt(text);
        return value <= max ? value : -1;
    }

    /** What was read so far of one stream. */
    private static final class StreamLines {
        private final String media;
        private final int port;
        private final String protocol;
        private final String formatText;
        private final Map<Integer, String> encodings = new LinkedHashMap<>();
        private @Nullable String connection;
        private @Nullable Direction direction;

        private StreamLines(String media, int port, String protocol, String formatText) {
            this.media = media;
            this.port = port;
            this.protocol = protocol;
            this.formatText = formatText;
        }

        /** {@code audio 49170/2 RTP/AVP 0 8 101} */
        static Optional<StreamLines> start(String value) {
            String[] words = value.split("\\s+", 4);
            if (words.length < 4) {
                return Optional.empty();
            }
            int slash = words[1].indexOf('/');
            int port = number(slash < 0 ? words[1] : words[1].substring(0, slash), 65535);
            if (port < 0) {
                return Optional.empty();
            }
            return Optional.of(new StreamLines(words[0], port, words[2], words[3]));
        }

        /** {@code 101 telephone-event/8000} */
        void rtpmap(String value) {
            String[] words = value.split("\\s+", 3);
            int payloadType = words.length < 2 ? -1 : number(words[0], 127);
            if (payloadType >= 0) {
                encodings.put(payloadType, words[1]);
            }
        }

        Stream finish(@Nullable String sessionConnection, Direction sessionDirection) {
            List<Integer> payloadTypes = new ArrayList<>();
            for (String word : formatText.split("\\s+", MAX_FORMATS + 1)) {
                int payloadType = number(word, 127);
                if (payloadType >= 0 && payloadTypes.size() < MAX_FORMATS) {
                    payloadTypes.add(payloadType);
                }
            }
            String address = connection != null ? connection : sessionConnection;
            return new Stream(
                    media,
                    port,
                    protocol,
                    formatText,
                    payloadTypes,
                    encodings,
                    address == null ? "" : address,
                    direction == null ? sessionDirection : direction);
        }
    }
}
