package org.duovox.configuration.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListedSubscriberFileTest {

    @TempDir
    private Path data;

    @Test
    void theAddressIsKeptInOneLineForTheScriptThatStartsTheServer() throws IOException {
        ListedSubscriberFile file = new ListedSubscriberFile(data);
        file.keep(InetAddress.getByName("192.0.2.12"));
        file.keep(InetAddress.getByName("192.0.2.13"));
        file.keep(InetAddress.getByName("192.0.2.13"));
        assertThat(data.resolve("listed-subscriber")).hasContent("192.0.2.13");
        assertThat(data.resolve("listed-subscriber.new")).doesNotExist();
        file.forget();
        file.forget();
        assertThat(data).isEmptyDirectory();
    }
}
