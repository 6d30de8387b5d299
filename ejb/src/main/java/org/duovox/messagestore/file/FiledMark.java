package org.duovox.messagestore.file;

import java.io.IOException;
import org.duovox.replication.Position;

/**
 * How far a log's segments are only there for the peer: the recordings in them are forced files, or thrown away. What is before it
 * need not be known after a restart. For one thread.
 */
final class FiledMark {

    private final PositionFile file;
    private Position upTo;

    /** @param upTo what the file says */
    FiledMark(PositionFile file, Position upTo) {
        this.file = file;
        this.upTo = upTo;
    }

    boolean covers(Segment segment) {
        return upTo.covers(segment.last());
    }

    /** Returns when it is on stable storage. */
    void move(Position position) throws IOException {
        file.write(new PositionFile.Mark(0, position));
        upTo = position;
    }
}
