package org.duovox.sip.media;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.duovox.sip.Codec;

/** Our own stream: numbers its packets (RFC 3550, 5.1). The packet is built in one array that is used again and again. */
final class RtpSender {

    static final int PAYLOAD_OFFSET = RtpPacket.HEADER_LENGTH;

    private static final byte VERSION_2 = (byte) 0x80;

    private final byte[] packet = new byte[PAYLOAD_OFFSET + RtpClock.TICK_SAMPLES];
    private final ByteBuffer buffer = ByteBuffer.wrap(packet);
    private final int ssrc;
    private final int timestampOffset;
    private int sequence;
    private long packets;

    RtpSender(RandomGenerator random) {
        ssrc = random.nextInt();
        timestampOffset = random.nextInt();
        sequence = random.nextInt(0x10000);
        packet[0] = VERSION_2;
        Bytes.put32(packet, 8, ssrc);
    }

    /** The array in which the payload of 160 bytes begins at {@link #PAYLOAD_OFFSET}. */
    byte[] array() {
        return packet;
    }

    /**
     * Completes the packet whose payload was just written.
     *
     * @param tick counts on while nothing is sent, so that the timestamps show the pause
     * @param startsTalkSpurt sets the marker bit (RFC 3551, 4.1)
     */
    ByteBuffer packet(Codec codec, long tick, boolean startsTalkSpurt) {
        packet[1] = (byte) (codec.payloadType() | (startsTalkSpurt ? 0x80 : 0));
        Bytes.put16(packet, 2, sequence++);
        Bytes.put32(packet, 4, timestamp(tick));
        packets++;
        return buffer.clear();
    }

    int timestamp(long tick) {
        return timestampOffset + (int) (tick * RtpClock.TICK_SAMPLES);
    }

    int ssrc() {
        return ssrc;
    }

    long packets() {
        return packets;
    }

    /** Payload bytes sent (RFC 3550, 6.4.1). */
    long octets() {
        return packets * RtpClock.TICK_SAMPLES;
    }
}
