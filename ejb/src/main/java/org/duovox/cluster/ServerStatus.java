package org.duovox.cluster;

import static org.duovox.cluster.Duty.ADMINISTER;
import static org.duovox.cluster.Duty.ANSWER_CALLS;
import static org.duovox.cluster.Duty.NOTIFY;
import static org.duovox.cluster.Duty.PUBLISH;
import static org.duovox.cluster.Duty.REPLICATE;
import static org.duovox.cluster.Duty.SERVE_CLIENTS;
import static org.duovox.cluster.Duty.TRANSFER_MESSAGES;

import java.util.Set;

/**
 * What a server is for now (guide, table 3-1). Replicating Data and Split Brain Recovery keep answering and serving here,
 * unlike the guide: a deliberate deviation (architecture.md, Roles).
 */
public enum ServerStatus {
    PRIMARY("Primary", Set.of(ANSWER_CALLS, NOTIFY, TRANSFER_MESSAGES, PUBLISH, ADMINISTER, SERVE_CLIENTS, REPLICATE)),
    SECONDARY("Secondary", Set.of(ANSWER_CALLS, ADMINISTER, SERVE_CLIENTS, REPLICATE)),
    DEACTIVATED("Deactivated", Set.of(ADMINISTER, REPLICATE)),
    NOT_FUNCTIONING("Not Functioning", Set.of()),
    STARTING("Starting", Set.of(REPLICATE)),
    REPLICATING_DATA("Replicating Data", Set.of(ANSWER_CALLS, ADMINISTER, SERVE_CLIENTS, REPLICATE)),
    SPLIT_BRAIN_RECOVERY("Split Brain Recovery", Set.of(ANSWER_CALLS, ADMINISTER, SERVE_CLIENTS, REPLICATE));

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<Duty> duties;

    ServerStatus(String title, Set<Duty> duties) {
        this.title = title;
        this.duties = duties;
    }

    /** The name on pages, as the guide writes it. */
    public String title() {
        return title;
    }

    public boolean has(Duty duty) {
        return duties.contains(duty);
    }
}
