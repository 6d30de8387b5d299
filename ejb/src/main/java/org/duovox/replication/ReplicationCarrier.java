package org.duovox.replication;

import java.util.Optional;
import org.duovox.cluster.Member;

/**
 * Carries slots and acknowledgements to the other server, at its own pace. It promises nothing: what was put may get lost, come
 * back after it was replaced, or never arrive. Each key has one writer only.
 */
public interface ReplicationCarrier {

    /** May block for seconds, and may throw. */
    void putSlot(Member origin, Lane lane, int slot, byte[] entries);

    /** What is in the slot as far as it is known here; local and quick. */
    Optional<byte[]> slot(Member origin, Lane lane, int slot);

    /** May block for seconds, and may throw. */
    void putAcknowledgement(Member member, byte[] acknowledgement);

    /** The server's acknowledgement as far as it is known here; local and quick. */
    Optional<byte[]> acknowledgement(Member member);
}
