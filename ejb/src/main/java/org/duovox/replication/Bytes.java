package org.duovox.replication;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Values as bytes and back: what the servers write, ask and answer. */
public final class Bytes {

    private static final int MOST_NEED = 256;

    private Bytes() {}

    /** Writes something. */
    @FunctionalInterface
    public interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads something; what is wrong in it, it may say by a MalformedEntryException of its own. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    public static byte[] of(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(MOST_NEED);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * What was written; bytes that follow are ignored.
     *
     * @param otherwise what to say when it makes no sense
     * @throws MalformedEntryException when it makes none
     */
    public static <T> T read(byte[] bytes, String otherwise, Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return reader.read(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedEntryException(otherwise, e);
        }
    }
}
