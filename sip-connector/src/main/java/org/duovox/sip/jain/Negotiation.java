package org.duovox.sip.jain;

import java.util.Optional;
import org.duovox.sip.Codec;
import org.duovox.sip.jain.CallState.Proposal;
import org.duovox.sip.media.MediaSession;
import org.jspecify.annotations.Nullable;

/** The offers and answers of one call, and what they mean for its audio. */
final class Negotiation {

    private final MediaSession media;
    private final LocalSession local;
    private volatile @Nullable AudioAgreement current;

    Negotiation(MediaSession media, LocalSession local) {
        this.media = media;
        this.local = local;
    }

    /** What we could agree to; nothing when there is no common codec. */
    Optional<Proposal> propose(SessionDescription offer) {
        AudioAgreement known = current;
        return propose(offer, known == null ? null : known.codec());
    }

    static Optional<Proposal> propose(SessionDescription offer, @Nullable Codec codec) {
        return SdpAnswerer.agree(offer, codec).map(agreement -> new Proposal(offer, agreement));
    }

    /** Lets audio flow as agreed. */
    void start(AudioAgreement agreement) {
        current = agreement;
        media.negotiate(
                agreement.peer(), agreement.codec(), agreement.telephoneEventPayloadType(), agreement.direction());
    }

    String answer(Proposal proposal) {
        return local.answer(proposal.offer(), proposal.agreement());
    }

    String offer() {
        return local.again();
    }

    /** Takes the answer to an offer of ours; false when it has nothing in common with it. */
    boolean takeAnswer(SessionBody body) {
        if (!(body instanceof SessionBody.Description(SessionDescription description))) {
            return false;
        }
        Optional<Proposal> proposal = propose(description);
        proposal.ifPresent(agreed -> start(agreed.agreement()));
        return proposal.isPresent();
    }

    String originLine() {
        return local.originLine();
    }

    Codec codec() {
        AudioAgreement known = current;
        return known == null ? Codec.PCMU : known.codec();
    }

    int telephoneEventPayloadType() {
        AudioAgreement known = current;
        return known == null ? -1 : known.telephoneEventPayloadType();
    }
}
