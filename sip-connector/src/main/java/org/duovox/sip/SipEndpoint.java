package org.duovox.sip;

/**
 * What a message-driven bean implements to be given calls.
 *
 * <p>Runs on a thread of the server's work manager without a transaction, one event of a call at a time, and must not block.
 */
public interface SipEndpoint {

    void callEvent(Call call, CallEvent event);
}
