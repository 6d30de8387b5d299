package org.duovox.tool.install;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Where the two servers and the phone system of the demo are; remembered in the state directory. */
public record Addresses(String publisher, String subscriber, String phones) {

    /** The addresses of the design: all standard port numbers, one loopback address each. */
    public static final Addresses STANDARD = new Addresses("127.0.0.11", "127.0.0.12", "127.0.0.21");

    public String of(Member member) {
        return member == Member.PUBLISHER ? publisher : subscriber;
    }

    /** What the environment says goes before what was remembered, and that before the standard; then remembers. */
    static Addresses of(Path state, Map<String, String> environment) {
        Path file = state.resolve("addresses");
        Properties remembered = new Properties();
        try {
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    remembered.load(reader);
                }
            }
            Addresses addresses = new Addresses(
                    environment.getOrDefault(
                            "DUOVOX_PUBLISHER", remembered.getProperty("publisher", STANDARD.publisher())),
                    environment.getOrDefault(
                            "DUOVOX_SUBSCRIBER", remembered.getProperty("subscriber", STANDARD.subscriber())),
                    environment.getOrDefault("DUOVOX_PHONES", remembered.getProperty("phones", STANDARD.phones())));
            addresses.remember(file);
            return addresses;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + file, e);
        }
    }

    void remember(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("publisher", publisher);
        properties.setProperty("subscriber", subscriber);
        properties.setProperty("phones", phones);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }
}
