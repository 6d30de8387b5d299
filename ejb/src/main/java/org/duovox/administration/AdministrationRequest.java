package org.duovox.administration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A change of the configuration that an administrator asks for. Everything random (the new record's id) and everything slow
 * (a PIN's hash) was done by the server that was asked, so that the request means the same on both.
 *
 * @param id of the record to make, or to change
 */
public record AdministrationRequest(Kind kind, String id, Map<String, String> values) {

    private static final int MOST_VALUES = 32;

    /** What can be asked. */
    public enum Kind {
        ADD_USER,
        SET_PIN,
        ADD_PHONE_SYSTEM,
        ADD_PORT_GROUP,
        ADD_PORTS,
        ADD_ADMINISTRATOR,
        /** The values are texts of settings by their id. */
        CHANGE_SETTINGS
    }

    public AdministrationRequest {
        if (values.size() > MOST_VALUES) {
            throw new IllegalArgumentException("at most " + MOST_VALUES + " values in a request");
        }
        values = Map.copyOf(values);
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** For the way to the other server. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(kind.name());
            out.writeUTF(id);
            out.writeByte(values.size());
            for (Map.Entry<String, String> value : new TreeMap<>(values).entrySet()) {
                out.writeUTF(value.getKey());
                out.writeUTF(value.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What {@link #encode} wrote; refuses anything else with an exception. */
    public static AdministrationRequest decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Kind kind = Kind.valueOf(in.readUTF());
            String id = in.readUTF();
            int count = in.readUnsignedByte();
            Map<String, String> values = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                values.put(in.readUTF(), in.readUTF());
            }
            return new AdministrationRequest(kind, id, values);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a request", e);
        }
    }
}
