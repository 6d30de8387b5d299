package org.duovox.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RtcpReportsTest {

    private static byte[] packet(int sequence) {
        return Packets.rtp(0, sequence, sequence * 160, new byte[160]);
    }

    @Test
    void aReportIsSentAboutEveryFiveSeconds() {
        Phone phone = Phone.answered();
        phone.ticks(50 * 60);
        assertThat(phone.reports).hasSizeBetween(8, 24);
    }

    @Test
    void aReportTellsOfLossAndOfThePeersLastReport() {
        Phone phone = Phone.answered();
        phone.hears(packet(1));
        phone.hears(packet(2));
        phone.hears(packet(4));
        byte[] senderReport = ByteBuffer.allocate(28)
                .putInt(0x80C8_0006)
                .putInt(Packets.SSRC)
                .putInt(0x0000_1111)
                .putInt(0x2222_0000)
                .array();
        phone.audio.rtcpArrived(Phone.PEER, senderReport, senderReport.length, phone.now);
        phone.ticks(400);
        ByteBuffer report = ByteBuffer.wrap(phone.reports.getFirst());
        boolean sender = (report.get(1) & 0xFF) == 200;
        int block = sender ? 28 : 8;
        assertThat(report.getInt(block)).isEqualTo(Packets.SSRC);
        assertThat(report.get(block + 4)).as("256ths lost").isEqualTo((byte) 64);
        assertThat(report.getInt(block + 4) & 0xFFFFFF).isEqualTo(1);
        assertThat(report.getInt(block + 8)).as("highest").isEqualTo(4);
        assertThat(report.getInt(block + 16)).as("last report").isEqualTo(0x1111_2222);
    }

    @Test
    void theLastReportSaysGoodbye() {
        Phone phone = Phone.answered();
        phone.hangUp();
        byte[] last = phone.reports.getLast();
        assertThat(last[last.length - 7] & 0xFF).isEqualTo(203);
    }

    @Test
    void everyPartOfACompoundReportHasTheLengthItSays() {
        Phone phone = Phone.answered();
        phone.hears(packet(1));
        phone.ticks(1000);
        phone.hangUp();
        for (byte[] report : phone.reports) {
            int offset = 0;
            while (offset < report.length) {
                offset += 4 + 4 * Bytes.uint16(report, offset + 2);
            }
            assertThat(offset).isEqualTo(report.length);
        }
    }
}
