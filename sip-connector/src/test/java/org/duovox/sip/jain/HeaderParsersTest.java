package org.duovox.sip.jain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.duovox.sip.Codec;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.ForwardReason;
import org.duovox.sip.Redirection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderParsersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:2001@pbx | 2001",
                "sip:%2B4930@pbx;user=phone | +4930",
                "sips:2001;phone-context=x:secret@pbx | 2001",
                "tel:+49-30-1(2)3;ext=5 | +4930123",
                "sip:pbx | ''",
                "mailto:a@b | ''",
                "sip:%zz@pbx | %zz",
                "sip:%00%0d%0a1@pbx | 1",
            })
    void aUriHasANumber(String uri, String number) {
        assertThat(NameAddress.number(uri)).isEqualTo(number);
    }

    @Test
    void commasInQuotesAndBracketsDoNotSplit() {
        assertThat(HeaderText.split("\"A, \\\"B\\\"\" <sip:1@x?h=a,b>;p=1, <sip:2@x>", ','))
                .containsExactly("\"A, \\\"B\\\"\" <sip:1@x?h=a,b>;p=1", "<sip:2@x>");
    }

    @Test
    void historyInfoIsReadInIndexOrderWithItsReasons() {
        List<String> values = List.of(
                "<sip:voicemail@vm;cause=486>;index=1.1.1;mp=1.1",
                "<sip:2000@pbx?Reason=SIP%3Bcause%3D302>;index=1",
                "<sip:2001@pbx>;index=1.1;mp=1");
        assertThat(HistoryInfoParser.parse(values, "voicemail"))
                .containsExactly(
                        new Redirection("2000", ForwardReason.UNCONDITIONAL),
                        new Redirection("2001", ForwardReason.BUSY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<", ">", "\"", "<sip:", ";;;", "<sip:1@x>;index=1.99999999999999999999", "\\", "a<b>c<d>"})
    void nonsenseIsReadAsNothingOrSomethingShort(String value) {
        assertThat(NameAddress.parse(value).number().length()).isLessThanOrEqualTo(NameAddress.MAX_TEXT);
        assertThat(DiversionParser.parse(List.of(value))).hasSizeLessThan(2);
        assertThat(HistoryInfoParser.parse(List.of(value), "5000")).hasSizeLessThan(2);
    }

    @Test
    void keysComeInBothForms() {
        assertThat(DtmfInfo.parse("dtmf-relay", "Signal= *\r\nDuration= 160\r\n".getBytes(UTF_8)))
                .contains(DtmfDigit.STAR);
        assertThat(DtmfInfo.parse("dtmf", "11".getBytes(UTF_8))).contains(DtmfDigit.POUND);
        assertThat(DtmfInfo.parse("dtmf", "16".getBytes(UTF_8))).isEmpty();
    }

    private static Optional<SessionDescription> sdp(String text) {
        return SdpParser.parse(text.getBytes(UTF_8));
    }

    @Test
    void videoIsRefusedAndAudioTaken() {
        SessionDescription offer = sdp("v=0\nc=IN IP4 192.0.2.1\nm=video 4 RTP/AVP 31\nm=audio 6 RTP/AVP 8 0\n")
                .orElseThrow();
        AudioAgreement agreed = SdpAnswerer.agree(offer, null).orElseThrow();
        String answer =
                new LocalSession(1, new java.net.InetSocketAddress(TestServer.HOST, 9000)).answer(offer, agreed);
        assertThat(agreed.codec()).isEqualTo(Codec.PCMA);
        assertThat(answer).contains("m=video 0 RTP/AVP 31\r\nm=audio 9000 RTP/AVP 8\r\n");
    }

    @Test
    void descriptionsBeyondTheLimitsAreNotRead() {
        assertThat(sdp("v=0\n" + "a=x\n".repeat(SdpParser.MAX_LINES))).isEmpty();
        assertThat(sdp("v=0\n" + "m=audio 6 RTP/AVP 0\n".repeat(SdpParser.MAX_STREAMS + 1)))
                .isEmpty();
        assertThat(sdp("v=0\ns=" + "x".repeat(SdpParser.MAX_BYTES))).isEmpty();
        assertThat(sdp("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "224.0.0.1", "1.2.3", "1.2.3.256", "::1"})
    void onlyIpv4AddressesOfOneHostAreCalled(String address) {
        assertThat(SdpAnswerer.agree(
                        sdp("v=0\nc=IN IP4 " + address + "\nm=audio 6 RTP/AVP 0\n")
                                .orElseThrow(),
                        null))
                .isEmpty();
    }

    @Test
    void oneWildSourceDoesNotUseUpTheOthersShare() {
        SourceLimit limit = new SourceLimit(2);
        assertThat(limit.admits("a", 0)).isTrue();
        assertThat(limit.admits("a", 1)).isTrue();
        assertThat(limit.admits("a", 2)).isFalse();
        assertThat(limit.admits("b", 3)).isTrue();
        assertThat(limit.admits("a", 1_000_000_000L)).isTrue();
        for (int i = 0; i < 5000; i++) {
            limit.admits("source" + i, 1_000_000_001L);
        }
        assertThat(limit.sources()).isLessThanOrEqualTo(SourceLimit.MAX_SOURCES + 1);
    }
}
