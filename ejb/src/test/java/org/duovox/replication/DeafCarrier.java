package org.duovox.replication;

import java.util.Optional;
import org.duovox.cluster.Member;

/** Loses all that it is given. */
final class DeafCarrier implements ReplicationCarrier {

    @Override
    public void putSlot(Member origin, Lane lane, int slot, byte[] entries) {}

    @Override
    public Optional<byte[]> slot(Member origin, Lane lane, int slot) {
        return Optional.empty();
    }

    @Override
    public void putAcknowledgement(Member member, byte[] acknowledgement) {}

    @Override
    public Optional<byte[]> acknowledgement(Member member) {
        return Optional.empty();
    }
}
