package org.duovox.sip.media;

/** Numbers in network byte order. */
final class Bytes {

    private Bytes() {}

    static int uint16(byte[] data, int offset) {
        return (data[offset] & 0xFF) << 8 | (data[offset + 1] & 0xFF);
    }

    static int int32(byte[] data, int offset) {
        return uint16(data, offset) << 16 | uint16(data, offset + 2);
    }

    static void put16(byte[] data, int offset, int value) {
        data[offset] = (byte) (value >> 8);
        data[offset + 1] = (byte) value;
    }

    static void put32(byte[] data, int offset, int value) {
        put16(data, offset, value >> 16);
        put16(data, offset + 2, value);
    }
}
