package org.duovox.configuration.ejb;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Where the publisher notes the subscriber's address for its own next start: JGroups and the role manager's link need it before the
 * database is open, and a name server may be away just then. run-server.sh reads it.
 */
final class ListedSubscriberFile {

    static final String NAME = "listed-subscriber";

    private final Path file;

    ListedSubscriberFile(Path data) {
        file = data.resolve(NAME);
    }

    /** Returns when it is on the disk. */
    void keep(InetAddress address) throws IOException {
        String line = address.getHostAddress() + "\n";
        if (Files.exists(file)
                && Files.size(file) < 100
                && Files.readString(file).equals(line)) {
            return;
        }
        Path fresh = file.resolveSibling(NAME + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
