package org.duovox.sip;

/** The audio formats that a call can carry and a message can be stored in: 8000 samples a second, one byte each (ITU-T G.711). */
public enum Codec {
    /** G.711 mu-law, RTP payload type 0 (RFC 3551). */
    PCMU(0, (byte) 0xFF),
    /** G.711 A-law, RTP payload type 8 (RFC 3551). */
    PCMA(8, (byte) 0xD5);

    /** Bytes of audio in one second. */
    public static final int BYTES_PER_SECOND = 8000;

    private final int payloadType;
    private final byte silence;

    Codec(int payloadType, byte silence) {
        this.payloadType = payloadType;
        this.silence = silence;
    }

    /** The static RTP payload type. */
    public int payloadType() {
        return payloadType;
    }

    /** The byte that means no sound. */
    public byte silence() {
        return silence;
    }
}
