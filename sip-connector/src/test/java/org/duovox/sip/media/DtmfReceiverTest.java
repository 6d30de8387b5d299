package org.duovox.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.duovox.sip.DtmfDigit;
import org.junit.jupiter.api.Test;

class DtmfReceiverTest {

    private final Phone phone = Phone.answered();

    @Test
    void aPressIsReportedOnceHoweverOftenItsEndIsRepeated() {
        for (int i = 0; i < 4; i++) {
            phone.hears(Packets.event(1 + i, 1000, 5, false, 160 * i));
        }
        for (int i = 0; i < 3; i++) {
            phone.hears(Packets.event(5 + i, 1000, 5, true, 640));
        }
        assertThat(phone.digits).containsExactly(DtmfDigit.FIVE);
    }

    @Test
    void aPressIsKnownFromItsLastPacketAlone() {
        phone.hears(Packets.event(5, 1000, 10, true, 640));
        assertThat(phone.digits).containsExactly(DtmfDigit.STAR);
    }

    @Test
    void theSameKeyTwiceIsTwoPresses() {
        phone.hears(Packets.event(1, 1000, 5, true, 640));
        phone.hears(Packets.event(2, 2000, 5, true, 640));
        assertThat(phone.digits).containsExactly(DtmfDigit.FIVE, DtmfDigit.FIVE);
    }

    @Test
    void aLateRepetitionOfAnEarlierPressIsNotAnother() {
        phone.hears(Packets.event(1, 1000, 5, true, 640));
        phone.hears(Packets.event(4, 2000, 6, false, 160));
        phone.hears(Packets.event(2, 1000, 5, true, 640));
        phone.hears(Packets.event(5, 2000, 6, true, 320));
        assertThat(phone.digits).containsExactly(DtmfDigit.FIVE, DtmfDigit.SIX);
    }

    @Test
    void aKeyHeldForLongIsOnePress() {
        phone.hears(Packets.event(1, 1000, 5, false, 0xFFFF));
        phone.hears(Packets.event(2, 1000 + 0xFFFF, 5, true, 800));
        assertThat(phone.digits).containsExactly(DtmfDigit.FIVE);
    }

    @Test
    void aTimestampThatStartsAgainIsAnotherPress() {
        phone.hears(Packets.event(1, 900_000, 5, true, 640));
        phone.hears(Packets.event(2, 1000, 7, true, 640));
        assertThat(phone.digits).containsExactly(DtmfDigit.FIVE, DtmfDigit.SEVEN);
    }

    @Test
    void eventsThatAreNoKeysAndStumpsOfEventsAreNothing() {
        phone.hears(Packets.event(1, 1000, 16, true, 640));
        phone.hears(Packets.rtp(Packets.EVENT_TYPE, 2, 3000, new byte[] {1, 2}));
        assertThat(phone.digits).isEmpty();
    }

    @Test
    void eventsOfAPayloadTypeThatWasNotNegotiatedAreRefused() {
        phone.hears(Packets.rtp(100, 1, 1000, new byte[] {5, 0, 0, 0}));
        assertThat(phone.digits).isEmpty();
        assertThat(phone.audio.statistics().packetsRefused()).isEqualTo(1);
    }
}
