package org.duovox.sip.jain;

import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import org.duovox.sip.jain.CallState.Proposal;

/**
 * An INVITE that will be offered.
 *
 * @param localTag our half of the dialog's name
 * @param sessionNumber for the o= line of our session descriptions
 * @param proposal empty when the INVITE has no offer
 */
record IncomingInvite(
        ServerTransaction transaction,
        Request request,
        String localTag,
        long sessionNumber,
        Optional<Proposal> proposal) {}
