package org.duovox.recovery;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duovox.replication.Bytes;
import org.duovox.replication.MalformedEntryException;

/**
 * What one server took over from the other after both had been Primary.
 *
 * @param apart since when the servers did not reach each other, as far as this server knows
 * @param detected when both were found to be Primary
 * @param settled when this server had everything
 * @param inTime whether it had it when it was Primary or Secondary again
 * @param taken by mailbox
 * @param clashes how each was decided
 * @param untold changes and clashes beyond the lists' limits
 */
public record MergeReport(
        Instant apart,
        Instant detected,
        Instant settled,
        boolean inTime,
        List<Taken> taken,
        List<Clash> clashes,
        int untold) {

    /** More mailboxes are counted, not named. */
    static final int MOST_MAILBOXES = 1_000;

    /** More clashes are counted, not told. */
    static final int MOST_CLASHES = 300;

    /** Of these reports a server keeps the newest. */
    public static final int MOST_REPORTS = 10;

    private static final byte FORMAT = 1;

    public MergeReport {
        taken = List.copyOf(taken);
        clashes = List.copyOf(clashes);
    }

    /** Messages that came. */
    public int messages() {
        return taken.stream().mapToInt(Taken::messages).sum();
    }

    /** Changes that came. */
    public int changes() {
        return taken.stream().mapToInt(Taken::changes).sum();
    }

    public byte[] encode() {
        return encode(List.of(this));
    }

    public static byte[] encode(List<MergeReport> reports) {
        return Bytes.of(out -> {
            out.writeByte(FORMAT);
            out.writeInt(reports.size());
            for (MergeReport report : reports) {
                report.write(out);
            }
        });
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeLong(apart.toEpochMilli());
        out.writeLong(detected.toEpochMilli());
        out.writeLong(settled.toEpochMilli());
        out.writeBoolean(inTime);
        out.writeInt(taken.size());
        for (Taken each : taken) {
            out.writeUTF(each.mailbox());
            out.writeInt(each.messages());
            out.writeInt(each.changes());
        }
        out.writeInt(clashes.size());
        for (Clash clash : clashes) {
            out.writeUTF(clash.mailbox());
            out.writeUTF(clash.what());
            out.writeUTF(clash.publisher());
            out.writeUTF(clash.subscriber());
            out.writeUTF(clash.kept());
        }
        out.writeInt(untold);
    }

    /**
     * The reports in these bytes.
     *
     * @throws MalformedEntryException when there are none
     */
    public static List<MergeReport> decode(byte[] bytes) {
        return Bytes.read(bytes, "not a report of a recovery", in -> {
            byte format = in.readByte();
            if (format != FORMAT) {
                throw new MalformedEntryException("reports of format " + format);
            }
            int count = count(in, MOST_REPORTS);
            List<MergeReport> reports = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                reports.add(read(in));
            }
            return reports;
        });
    }

    private static MergeReport read(DataInputStream in) throws IOException {
        Instant apart = Instant.ofEpochMilli(in.readLong());
        Instant detected = Instant.ofEpochMilli(in.readLong());
        Instant settled = Instant.ofEpochMilli(in.readLong());
        boolean inTime = in.readBoolean();
        List<Taken> taken = new ArrayList<>();
        int mailboxes = count(in, MOST_MAILBOXES);
        for (int i = 0; i < mailboxes; i++) {
            taken.add(new Taken(in.readUTF(), in.readInt(), in.readInt()));
        }
        List<Clash> clashes = new ArrayList<>();
        int told = count(in, MOST_CLASHES);
        for (int i = 0; i < told; i++) {
            clashes.add(new Clash(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF()));
        }
        return new MergeReport(apart, detected, settled, inTime, taken, clashes, in.readInt());
    }

    private static int count(DataInputStream in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new MalformedEntryException(count + " parts of a report");
        }
        return count;
    }
}
