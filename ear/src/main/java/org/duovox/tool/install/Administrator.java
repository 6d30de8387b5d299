package org.duovox.tool.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The first administrator of a pair of servers: made at random, kept in a file that only its owner may read. */
public record Administrator(String name, String password) {

    private static final String NAME = "administrator";

    /** Reads the file, or makes it. */
    static Administrator in(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[15];
                new SecureRandom().nextBytes(random);
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, NAME + ":" + Base64.getUrlEncoder().encodeToString(random) + "\n");
            }
            String[] parts = Files.readString(file).strip().split(":", 2);
            return new Administrator(parts[0], parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + file, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
