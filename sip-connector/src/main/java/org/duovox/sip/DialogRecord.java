package org.duovox.sip;

import java.util.List;

/**
 * The state of a confirmed dialog (RFC 3261, 12) and of its session (RFC 3264, 8): enough for another server to go on with it
 * by a re-INVITE.
 */
public record DialogRecord(
        CallId callId,
        String localTag,
        String remoteTag,
        String localUri,
        String remoteUri,
        String remoteTarget,
        List<String> routeSet,
        long localCseq,
        long remoteCseq,
        String transport,
        String sdpOriginLine,
        Codec codec,
        int telephoneEventPayloadType) {

    public DialogRecord {
        routeSet = List.copyOf(routeSet);
    }
}
