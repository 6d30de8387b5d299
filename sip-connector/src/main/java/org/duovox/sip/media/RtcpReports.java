package org.duovox.sip.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Writes our reports and reads the peer's (RFC 3550, 6). */
final class RtcpReports {

    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int BYE = 203;
    private static final int HIGHEST_TYPE = 207;
    private static final int CNAME = 1;
    private static final int VERSION_2 = 0x80;

    private static final long SECOND_NANOS = 1_000_000_000;

    /** RFC 3550, 6.2: every 5 s, at random from half to one and a half times that. */
    private static final long INTERVAL_NANOS = 5 * SECOND_NANOS;

    private final RtpSender sender;
    private final Reception reception;
    private final RandomGenerator random;
    /** RFC 7022: means nothing, so tells nothing of the server. */
    private final byte[] cname = new byte[16];

    private final ByteBuffer report = ByteBuffer.allocate(128);
    private long due;
    private long sentAtReport;
    private int lastSenderReport;
    private long lastSenderReportAt;

    RtcpReports(RtpSender sender, Reception reception, RandomGenerator random) {
        this.sender = sender;
        this.reception = reception;
        this.random = random;
        byte[] name = HexFormat.of().toHexDigits(random.nextLong()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, cname, 0, cname.length);
    }

    /** Sets when the next report is due. */
    void schedule(long now) {
        due = now + INTERVAL_NANOS / 2 + random.nextLong(INTERVAL_NANOS);
    }

    boolean due(long now) {
        return now - due >= 0;
    }

    /** A sender report if we have sent since the last one, else a receiver report; and our name, and at the end a BYE. */
    ByteBuffer write(long now, long tick, boolean bye) {
        report.clear();
        boolean sent = sender.packets() != sentAtReport;
        sentAtReport = sender.packets();
        int blocks = reception.started() ? 1 : 0;
        begin(sent ? SENDER_REPORT : RECEIVER_REPORT, blocks, 1 + (sent ? 5 : 0) + 6 * blocks);
        if (sent) {
            // NTP time as time since the machine's start, which 6.4.1 allows: a jump of the wall clock cannot reach it.
            report.putInt((int) Math.floorDiv(now, SECOND_NANOS)).putInt(fractionOfSecond(now));
            report.putInt(sender.timestamp(tick)).putInt((int) sender.packets()).putInt((int) sender.octets());
        }
        if (blocks == 1) {
            writeBlock(now);
        }
        begin(SOURCE_DESCRIPTION, 1, 6);
        report.put((byte) CNAME).put((byte) cname.length).put(cname).putShort((short) 0);
        if (bye) {
            begin(BYE, 1, 1);
        }
        return report.flip();
    }

    private void begin(int type, int count, int words) {
        report.put((byte) (VERSION_2 | count)).put((byte) type).putShort((short) words);
        report.putInt(sender.ssrc());
    }

    private void writeBlock(long now) {
        report.putInt(reception.ssrc());
        report.putInt(reception.fractionLost() << 24 | (reception.cumulativeLost() & 0xFFFFFF));
        report.putInt(reception.extendedHighest());
        report.putInt((int) reception.jitter());
        report.putInt(lastSenderReport);
        long delay = lastSenderReport == 0 ? 0 : now - lastSenderReportAt;
        report.putInt((int) (delay / 1000 * 65536 / 1_000_000));
    }

    private static int fractionOfSecond(long nanos) {
        return (int) ((Math.floorMod(nanos, SECOND_NANOS) << 32) / SECOND_NANOS);
    }

    /** Reads a compound packet as far as it makes sense; false when it is no RTCP at all. */
    boolean read(byte[] data, int length, long now) {
        int offset = 0;
        while (offset + 8 <= length && (data[offset] & 0xC0) == VERSION_2) {
            int type = data[offset + 1] & 0xFF;
            if (type < SENDER_REPORT || type > HIGHEST_TYPE) {
                break;
            }
            if (type == SENDER_REPORT && offset + 16 <= length) {
                lastSenderReport = Bytes.int32(data, offset + 10);
                lastSenderReportAt = now;
            }
            offset += 4 + 4 * Bytes.uint16(data, offset + 2);
        }
        return offset > 0;
    }
}
