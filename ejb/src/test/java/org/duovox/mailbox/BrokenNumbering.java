package org.duovox.mailbox;

import org.duovox.cluster.Member;
import org.duovox.data.DataConnector;

/** Numbering as it must not be. */
public final class BrokenNumbering {

    private BrokenNumbering() {}

    /** One that leaves nothing out at a promotion. */
    public static Numbering withoutGap(Member self, DataConnector data) {
        return new Numbering(self, data, 0);
    }
}
