package org.duovox.sip.media;

/** Reads an RTP header (RFC 3550, 5.1). One object is used for many packets, so that receiving makes no garbage. */
final class RtpPacket {

    static final int HEADER_LENGTH = 12;

    private static final int VERSION = 2;

    private byte[] data = new byte[0];
    private int payloadOffset;
    private int payloadLength;

    /** Looks at the first bytes of the buffer, which are not copied; false when they are no RTP packet. */
    boolean read(byte[] buffer, int length) {
        data = buffer;
        if (length < HEADER_LENGTH || (buffer[0] & 0xC0) >> 6 != VERSION) {
            return false;
        }
        int start = HEADER_LENGTH + 4 * (buffer[0] & 0x0F);
        boolean extended = (buffer[0] & 0x10) != 0;
        if (extended) {
            if (start + 4 > length) {
                return false;
            }
            start += 4 + 4 * Bytes.uint16(buffer, start + 2);
        }
        boolean padded = (buffer[0] & 0x20) != 0;
        int end = padded ? length - (buffer[length - 1] & 0xFF) : length;
        payloadOffset = start;
        payloadLength = end - start;
        return payloadLength >= 0;
    }

    boolean marker() {
        return (data[1] & 0x80) != 0;
    }

    int payloadType() {
        return data[1] & 0x7F;
    }

    /** 0 to 65535. */
    int sequence() {
        return Bytes.uint16(data, 2);
    }

    int timestamp() {
        return Bytes.int32(data, 4);
    }

    int ssrc() {
        return Bytes.int32(data, 8);
    }

    byte[] data() {
        return data;
    }

    int payloadOffset() {
        return payloadOffset;
    }

    int payloadLength() {
        return payloadLength;
    }
}
