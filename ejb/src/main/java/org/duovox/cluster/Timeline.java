package org.duovox.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** The last steps of both servers. Each server numbers its own, and fetches the other's when there are new ones. */
final class Timeline {

    /** A reason is a sentence or two; what is longer is cut for the way to the peer. */
    private static final int LONGEST = 1_000;

    private record Numbered(long number, TimelineStep step) {}

    private final Member self;
    private final Deque<Numbered> own = new ArrayDeque<>();
    private final Deque<TimelineStep> peers = new ArrayDeque<>();
    private long count;
    private long peersStart;
    private long peersCount;

    Timeline(Member self) {
        this.self = self;
    }

    synchronized void add(Instant at, TimelineStep.Kind kind, String what, String why) {
        own.addLast(new Numbered(++count, new TimelineStep(at, self, kind, cut(what), cut(why))));
        if (own.size() > ClusterView.STEPS) {
            own.removeFirst();
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    /** How many steps of this server there were since it started. */
    synchronized long count() {
        return count;
    }

    /** The newest first. */
    synchronized List<TimelineStep> all() {
        List<TimelineStep> all = new ArrayList<>(peers);
        own.forEach(each -> all.add(each.step()));
        all.sort(Comparator.comparing(TimelineStep::at));
        return all.subList(Math.max(0, all.size() - ClusterView.STEPS), all.size())
                .reversed();
    }

    // The way from one server to the other.

    /** Whether the peer, in that process, has steps that are not here yet. */
    synchronized boolean lacks(long startId, long steps) {
        return steps > 0 && (startId != peersStart || steps > peersCount);
    }

    /** The number of the last step that is here. */
    synchronized long known(long startId) {
        return startId == peersStart ? peersCount : 0;
    }

    /**
     * This server's steps after that number: each with its time in milliseconds, and at the end, where a release that knows nothing
     * of it does not look, what of each time is less than that. Two steps of one change may be in the same millisecond.
     */
    synchronized byte[] since(long number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            List<Numbered> news =
                    own.stream().filter(each -> each.number() > number).toList();
            out.writeLong(count);
            out.writeInt(news.size());
            for (Numbered each : news) {
                out.writeLong(each.step().at().toEpochMilli());
                out.writeUTF(each.step().kind().name());
                out.writeUTF(each.step().what());
                out.writeUTF(each.step().why());
            }
            for (Numbered each : news) {
                Instant at = each.step().at();
                out.writeInt((int) at.truncatedTo(ChronoUnit.MILLIS).until(at, ChronoUnit.NANOS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What the peer's {@link #since} gave. */
    synchronized void fetched(long startId, byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            long counted = in.readLong();
            int news = in.readInt();
            if (startId == peersStart && counted <= peersCount) {
                return;
            }
            List<TimelineStep> steps = new ArrayList<>();
            for (int i = 0; i < news; i++) {
                steps.add(new TimelineStep(
                        Instant.ofEpochMilli(in.readLong()),
                        self.peer(),
                        TimelineStep.Kind.valueOf(in.readUTF()),
                        in.readUTF(),
                        in.readUTF()));
            }
            for (int i = 0; i < news && in.available() > 0; i++) {
                steps.set(i, steps.get(i).later(in.readInt()));
            }
            // Understood as a whole, or not at all: what makes no sense is fetched again.
            for (TimelineStep step : steps) {
                peers.addLast(step);
                if (peers.size() > ClusterView.STEPS) {
                    peers.removeFirst();
                }
            }
            peersStart = startId;
            peersCount = counted;
        } catch (IllegalArgumentException e) {
            throw new IOException("The peer's steps make no sense: " + e.getMessage(), e);
        }
    }
}
