package org.duovox.mailbox;

import java.util.function.BooleanSupplier;
import org.duovox.cluster.Member;
import org.duovox.data.DataConnector;
import org.duovox.replication.AckGate;

/** Numbering as it must not be. */
public final class BrokenNumbering {

    private BrokenNumbering() {}

    /** One that leaves nothing out at a promotion. */
    public static Numbering withoutGap(Member self, DataConnector data, AckGate gate, BooleanSupplier contact) {
        return new Numbering(self, data, gate, contact, 0);
    }
}
