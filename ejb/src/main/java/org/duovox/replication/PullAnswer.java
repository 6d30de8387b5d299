package org.duovox.replication;

import java.nio.ByteBuffer;
import java.util.List;
import org.duovox.cluster.Member;

/**
 * What a server says to its peer that asks for what it lacks: up to where its log goes, so that the peer knows when it is level,
 * and the next entries.
 *
 * @param last the newest entry's position when the answer was made
 * @param entries after the position asked for; not all of them, if they are many
 */
record PullAnswer(Position last, List<Entry> entries) {

    private static final int HEAD = Long.BYTES;

    /** The answer as it goes over the link: 8 bytes of position, then what {@link EntryCodec} makes of the entries. */
    static byte[] encode(Member self, LaneLog log, Position asked, int maxBytes) {
        Position last = log.last();
        byte[] entries = EntryCodec.encode(self, log.lane(), log.after(asked, maxBytes));
        return ByteBuffer.allocate(HEAD + entries.length)
                .putLong(last.value())
                .put(entries)
                .array();
    }

    static PullAnswer decode(byte[] bytes) {
        if (bytes.length < HEAD) {
            throw new MalformedEntryException("an answer to a pull of " + bytes.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long last = buffer.getLong();
        if (last < 0) {
            throw new MalformedEntryException("not a position: " + last);
        }
        byte[] entries = new byte[buffer.remaining()];
        buffer.get(entries);
        return new PullAnswer(new Position(last), EntryCodec.decode(entries));
    }
}
