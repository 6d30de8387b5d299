package org.duovox.port;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens on a port, as a row of the Port Monitor. Texts are empty where there is nothing to say.
 *
 * @param name as configured
 * @param caller calling number; empty when withheld
 * @param called number that was dialled
 * @param reason why the call was redirected
 * @param redirecting the phone before the last one that was tried
 * @param lastRedirecting the last phone that was tried
 * @param application the conversation, or Idle
 * @param display the action in progress, or Idle
 * @param conversation where the conversation is, or Idle
 * @param connectedTo address of the phone system
 */
public record PortActivity(
        String name,
        String caller,
        String called,
        String reason,
        String redirecting,
        String lastRedirecting,
        String application,
        String display,
        String conversation,
        String connectedTo) {

    public static final String IDLE = "Idle";

    /** More ports than a server has; an answer's rows beyond that are not ours. */
    private static final int MOST_ROWS = 10_000;

    /** What callers send may be of any length. */
    private static final int LONGEST = 64;

    /** Cuts what is too long to be shown, and shows only what a phone can dial or a configuration names. */
    public PortActivity {
        name = brief(name);
        caller = brief(caller);
        called = brief(called);
        redirecting = brief(redirecting);
        lastRedirecting = brief(lastRedirecting);
    }

    private static String brief(String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    public static PortActivity idle(String port) {
        return new PortActivity(port, "", "", "", "", "", IDLE, IDLE, IDLE, "");
    }

    public boolean isIdle() {
        return application.equals(IDLE);
    }

    /** For the way to the other server. */
    public static byte[] encode(List<PortActivity> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(rows.size());
            for (PortActivity row : rows) {
                for (String text : row.texts()) {
                    out.writeUTF(text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * What {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static List<PortActivity> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int count = in.readInt();
            if (count < 0 || count > MOST_ROWS) {
                throw new IllegalArgumentException(count + " ports");
            }
            List<PortActivity> rows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rows.add(new PortActivity(
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF()));
            }
            return rows;
        } catch (IOException e) {
            throw new IllegalArgumentException("not the ports of a server", e);
        }
    }

    private List<String> texts() {
        return List.of(
                name,
                caller,
                called,
                reason,
                redirecting,
                lastRedirecting,
                application,
                display,
                conversation,
                connectedTo);
    }
}
