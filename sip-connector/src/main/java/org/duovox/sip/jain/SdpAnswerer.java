package org.duovox.sip.jain;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.duovox.sip.Codec;
import org.duovox.sip.jain.SessionDescription.Stream;
import org.duovox.sip.media.MediaSession.Direction;
import org.jspecify.annotations.Nullable;

/** The offer/answer model (RFC 3264) for one audio stream of G.711. */
final class SdpAnswerer {

    private SdpAnswerer() {}

    /**
     * Finds what we can agree upon.
     *
     * @param current the codec in use, kept if it is still offered; null at first. Otherwise the peer's order decides (RFC 3264, 6.1).
     * @return nothing when there is no stream that we can speak on
     */
    static Optional<AudioAgreement> agree(SessionDescription theirs, @Nullable Codec current) {
        List<Stream> streams = theirs.streams();
        for (int i = 0; i < streams.size(); i++) {
            Stream stream = streams.get(i);
            Optional<Codec> codec = stream.isPlainAudio() ? codec(stream, current) : Optional.empty();
            Optional<InetAddress> address = ipv4(stream.address());
            if (codec.isPresent() && address.isPresent()) {
                return Optional.of(new AudioAgreement(
                        new InetSocketAddress(address.get(), stream.port()),
                        codec.get(),
                        stream.telephoneEventPayloadType(),
                        ourDirection(stream.direction(), address.get()),
                        i));
            }
        }
        return Optional.empty();
    }

    private static Optional<Codec> codec(Stream stream, @Nullable Codec current) {
        if (current != null && stream.payloadTypes().stream().anyMatch(type -> stream.carries(type, current))) {
            return Optional.of(current);
        }
        for (int payloadType : stream.payloadTypes()) {
            for (Codec codec : Codec.values()) {
                if (stream.carries(payloadType, codec)) {
                    return Optional.of(codec);
                }
            }
        }
        return Optional.empty();
    }

    /** Our direction for theirs (RFC 3264, 6.1). A connection to 0.0.0.0 is the old way to say hold (RFC 3264, 8.4). */
    private static Direction ourDirection(Direction theirs, InetAddress address) {
        Direction wanted =
                address.isAnyLocalAddress() && theirs == Direction.SEND_RECEIVE ? Direction.SEND_ONLY : theirs;
        return switch (wanted) {
            case SEND_RECEIVE -> Direction.SEND_RECEIVE;
            case SEND_ONLY -> Direction.RECEIVE_ONLY;
            case RECEIVE_ONLY -> Direction.SEND_ONLY;
            case INACTIVE -> Direction.INACTIVE;
        };
    }

    /** A dotted quad; never a name, for asking DNS would block. */
    private static Optional<InetAddress> ipv4(String text) {
        String[] parts = text.split("\\.", 5);
        byte[] address = new byte[4];
        if (parts.length != 4) {
            return Optional.empty();
        }
        for (int i = 0; i < 4; i++) {
            int part = SdpParser.number(parts[i], 255);
            if (part < 0) {
                return Optional.empty();
            }
            address[i] = (byte) part;
        }
        try {
            InetAddress parsed = InetAddress.getByAddress(address);
            return parsed.isMulticastAddress() ? Optional.empty() : Optional.of(parsed);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
