package org.duovox.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.duovox.settings.SettingChanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

    private static final ListedServer SERVER =
            ListedServer.typed(" Voice2.Example.com ", "00-1B-21-3C-4D-5E", "Server 2");

    @Test
    void aServerIsKeptAsItWasTypedButForSpacesAndCase() {
        assertThat(SERVER).isEqualTo(new ListedServer("voice2.example.com", "00:1b:21:3c:4d:5e", "Server 2"));
    }

    @Test
    void whatIsKeptIsReadAgain() {
        assertThat(kept(new Listing.Added(SERVER))).isEqualTo(new Listing.Added(SERVER));
        assertThat(kept(new Listing.Nobody())).isEqualTo(new Listing.Nobody());
        assertThat(kept(new Listing.AsInstalled())).isEqualTo(new Listing.AsInstalled());
    }

    private static Listing kept(Listing listing) {
        String text = new SettingChanges()
                .set(ListingSetting.SUBSCRIBER, listing)
                .values()
                .getOrDefault(ListingSetting.SUBSCRIBER.id(), "nothing");
        return ListingSetting.SUBSCRIBER.read(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a\tb", "voice_2\t\t", "voice2\tnot a mac\t", "a\tb\tc\td"})
    void whatMakesNoSenseIsTheStandard(String text) {
        assertThat(ListingSetting.SUBSCRIBER.read(text)).isEqualTo(new Listing.AsInstalled());
    }

    @Test
    void untilSomebodySetsItTheAddressOfTheInstallationIsListed() throws UnknownHostException {
        Optional<InetAddress> installed = Optional.of(InetAddress.getByName("192.0.2.12"));
        assertThat(new Listing.AsInstalled().subscriber(installed))
                .hasValueSatisfying(server -> assertThat(server.host()).isEqualTo("192.0.2.12"));
        assertThat(new Listing.AsInstalled().subscriber(Optional.empty())).isEmpty();
        assertThat(new Listing.Nobody().subscriber(installed)).isEmpty();
        assertThat(new Listing.Added(SERVER).subscriber(installed)).hasValue(SERVER);
    }

    @ParameterizedTest
    @CsvSource({"001b.213c.4d5e", "00:1b:21:3c:4d:5e", "001B213C4D5E"})
    void aMacAddressMayBeWrittenInEitherWay(String mac) {
        assertThat(ListedServer.typed("voice2", mac, "").mac()).isEqualTo("00:1b:21:3c:4d:5e");
    }

    @ParameterizedTest
    @CsvSource({"00:1b:21:3c:4d", "00:1b:21:3c:4d:5e:6f", "00:1b:21:3c:4d:zz", "----------------------001b213c4d5e"})
    void whatIsNoMacAddressIsRefused(String mac) {
        assertThatThrownBy(() -> ListedServer.typed("voice2", mac, ""))
                .hasMessageStartingWith("A MAC address is six pairs");
    }

    @Test
    void aDescriptionIsOneLineOfSomeLength() {
        assertThat(ListedServer.typed("voice2", "", "x".repeat(128)).description())
                .hasSize(128);
        assertThatThrownBy(() -> ListedServer.typed("voice2", "", "x".repeat(129)))
                .hasMessageContaining("at most 128");
        assertThatThrownBy(() -> ListedServer.typed("voice2", "", "a\tb")).hasMessageContaining("in one line");
    }
}
