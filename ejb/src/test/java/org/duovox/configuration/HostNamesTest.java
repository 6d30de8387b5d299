package org.duovox.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "voice2",
                "voice2.example.com",
                "3com.example",
                "a-b.example",
                "xn--bcher-kva.example",
                "192.0.2.12",
                "0.0.0.0",
                "255.255.255.255",
                "2001:db8::12",
                "::1",
                "::ffff:192.0.2.12"
            })
    void namesAndAddressesAreTaken(String text) {
        assertThat(HostNames.complaint(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'',Say the host name",
                "voice_2,is no host name",
                "-voice,is no host name",
                "voice-,is no host name",
                "voice..example,is no host name",
                ".voice,is no host name",
                "voice.,is no host name",
                "voice 2,is no host name",
                "bücher,is no host name",
                "voice2.example.7,is no host name",
                "'voice2;reboot',is no host name",
                "1.2.3,is no IP address",
                "1.2.3.4.5,is no IP address",
                "256.1.1.1,is no IP address",
                "192.0.2.012,is no IP address",
                "3232235777,is no IP address",
                "192.0.2.,is no IP address",
                "2001:db8::12::1,is no IPv6 address",
                "fe80::1%eth0,is no IPv6 address",
                "voice2:8443,is no IPv6 address"
            })
    void whatIsNeitherIsRefusedWithASentence(String text, String complaint) {
        assertThat(HostNames.complaint(text))
                .hasValueSatisfying(said -> assertThat(said).contains(complaint).endsWith("."));
    }

    @Test
    void partsAndNamesHaveTheirLength() {
        String label = "a".repeat(63);
        assertThat(HostNames.complaint(label + ".example")).isEmpty();
        assertThat(HostNames.complaint(label + "a.example")).isPresent();
        assertThat(HostNames.complaint("a.".repeat(126) + "a")).isEmpty();
        assertThat(HostNames.complaint("a.".repeat(127) + "a"))
                .hasValueSatisfying(said -> assertThat(said).contains("at most 253"));
    }

    @Test
    void whatWasTypedDoesNotBreakTheSentence() {
        assertThat(HostNames.complaint("a\"\n\u0000" + "b".repeat(200)))
                .hasValueSatisfying(
                        said -> assertThat(said).startsWith("\"a???bbb").hasSizeLessThan(300));
    }

    @Test
    void aNameIsNoLiteralAndAnAddressIsOne() {
        assertThat(HostNames.literal("voice2")).isEmpty();
        assertThat(HostNames.literal("192.0.2.12")).isPresent();
        assertThat(HostNames.literal("2001:db8::12")).isPresent();
    }
}
