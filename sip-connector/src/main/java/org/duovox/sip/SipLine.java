package org.duovox.sip;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/** The connector seen from the application: bound in JNDI as {@value #JNDI_NAME}. */
public interface SipLine {

    String JNDI_NAME = "java:/duovox/sip";

    /** Whether OPTIONS are answered with 200 (and calls offered) or both with 503. Off until first set. */
    void takeCalls(boolean taking);

    /** Whether the SIP address is bound; not so while a stack that had gone deaf cannot be started anew. */
    boolean isListening();

    /** Ends every call, with BYE; what was recorded is kept as if the caller had hung up. */
    void hangUpAll();

    /**
     * Starts or stops the threads that play and record; started until told otherwise. Stopping ends all audio: hang up first.
     * While stopped, calls are refused with 503. Blocks until they have ended, at most 5 s.
     */
    void runMedia(boolean wanted);

    /** Whether these threads are in time; false when one of them has ended or hangs, or was stopped. Never blocks. */
    boolean isMediaInTime();

    /** Calls that are offered or in progress. */
    int callsInProgress();

    /**
     * Sends an unsolicited NOTIFY (RFC 3842) and completes with the final SIP status, 408 when none came. Never completes
     * exceptionally.
     */
    CompletionStage<Integer> notifyMessageWaiting(MwiNotice notice);

    /**
     * Sends OPTIONS and completes with the final SIP status, 408 when none came within 32 s, 503 when it could not be sent (RFC 3261,
     * 8.1.3.1), or when the phone system says that. Never completes exceptionally.
     */
    CompletionStage<Integer> probe(InetSocketAddress phoneSystem, SipTransport transport);
}
