package org.duovox.comparison;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duovox.replication.Bytes;
import org.duovox.replication.MalformedEntryException;

/**
 * What a server has found since it was started.
 *
 * @param records the last comparison of all records that it completed; the Secondary makes it
 * @param audio the last check of all audio on this server
 * @param findings what was not as it should be, newest first
 * @param overwritten whether an administrator wants this server's data replaced at its next start
 */
public record ComparisonReport(
        Optional<Round> records, Optional<Round> audio, List<Finding> findings, boolean overwritten) {

    /** Of the newest; older ones are in the log. */
    public static final int MOST_FINDINGS = 100;

    public ComparisonReport {
        findings = List.copyOf(findings);
    }

    /** One look at everything. */
    public record Round(Instant ended, long count) {}

    /** In a sentence. */
    public record Finding(Instant at, String what) {}

    public byte[] encode() {
        return Bytes.of(out -> {
            write(out, records);
            write(out, audio);
            out.writeInt(findings.size());
            for (Finding finding : findings) {
                out.writeLong(finding.at().toEpochMilli());
                out.writeUTF(finding.what());
            }
            out.writeBoolean(overwritten);
        });
    }

    private static void write(DataOutputStream out, Optional<Round> round) throws IOException {
        out.writeLong(round.map(each -> each.ended().toEpochMilli()).orElse(-1L));
        out.writeLong(round.map(Round::count).orElse(0L));
    }

    /**
     * The report in these bytes.
     *
     * @throws MalformedEntryException when there is none
     */
    public static ComparisonReport decode(byte[] bytes) {
        return Bytes.read(bytes, "not a report of a comparison", in -> {
            Optional<Round> records = round(in);
            Optional<Round> audio = round(in);
            int count = in.readInt();
            if (count < 0 || count > MOST_FINDINGS) {
                throw new MalformedEntryException(count + " findings");
            }
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                findings.add(new Finding(Instant.ofEpochMilli(in.readLong()), in.readUTF()));
            }
            return new ComparisonReport(records, audio, findings, in.readBoolean());
        });
    }

    private static Optional<Round> round(DataInputStream in) throws IOException {
        long ended = in.readLong();
        long count = in.readLong();
        return ended < 0 ? Optional.empty() : Optional.of(new Round(Instant.ofEpochMilli(ended), count));
    }
}
