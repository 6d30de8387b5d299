package org.duovox.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.duovox.sip.Codec;
import org.junit.jupiter.api.Test;

class G711Test {

    private static byte[] allCodes() {
        byte[] codes = new byte[256];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) i;
        }
        return codes;
    }

    private static byte[] transcoded(Codec from, Codec to, byte[] samples) {
        byte[] result = new byte[samples.length];
        G711.transcode(from, to, samples, 0, result, 0, samples.length);
        return result;
    }

    @Test
    void theEndsOfBothScalesAreThoseOfTheRecommendation() {
        assertThat(G711.linearOf(Codec.PCMU)[0x80]).isEqualTo((short) 32124);
        assertThat(G711.linearOf(Codec.PCMU)[0x00]).isEqualTo((short) -32124);
        assertThat(G711.linearOf(Codec.PCMU)[0xFF]).isEqualTo((short) 0);
        assertThat(G711.linearOf(Codec.PCMA)[0xAA]).isEqualTo((short) 32256);
        assertThat(G711.linearOf(Codec.PCMA)[0x2A]).isEqualTo((short) -32256);
        assertThat(G711.linearOf(Codec.PCMA)[0xD5]).isEqualTo((short) 8);
    }

    @Test
    void silenceOfOneLawIsSilenceOfTheOther() {
        assertThat(transcoded(Codec.PCMU, Codec.PCMA, new byte[] {Codec.PCMU.silence()}))
                .containsExactly(Codec.PCMA.silence());
    }

    @Test
    void theWayToTheOtherLawAndBackChangesNoSampleByMoreThanAStep() {
        for (Codec law : Codec.values()) {
            Codec other = law == Codec.PCMU ? Codec.PCMA : Codec.PCMU;
            byte[] back = transcoded(other, law, transcoded(law, other, allCodes()));
            for (int code = 0; code < 256; code++) {
                int before = G711.linearOf(law)[code];
                int after = G711.linearOf(law)[back[code] & 0xFF];
                assertThat(Math.abs(after - before))
                        .as("%s code %d", law, code)
                        .isLessThanOrEqualTo(Math.max(16, Math.abs(before) / 16));
            }
        }
    }

    @Test
    void aSecondRoundTripChangesNothingMore() {
        byte[] once = transcoded(Codec.PCMA, Codec.PCMU, transcoded(Codec.PCMU, Codec.PCMA, allCodes()));
        byte[] twice = transcoded(Codec.PCMA, Codec.PCMU, transcoded(Codec.PCMU, Codec.PCMA, once));
        assertThat(twice).isEqualTo(once);
    }
}
