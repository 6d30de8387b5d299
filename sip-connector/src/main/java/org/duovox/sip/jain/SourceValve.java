package org.duovox.sip.jain;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.util.Set;
import javax.sip.SipStack;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Drops requests before the stack spends a transaction on them: from sources that may not talk to us, or that talk too much. */
public final class SourceValve implements SIPMessageValve {

    /** Stack properties in which {@link StackHolder} tells us the settings, for the stack creates us by name. */
    static final String PER_SECOND = "org.duovox.sip.CALLS_PER_SECOND_PER_SOURCE";

    static final String ALLOWED = "org.duovox.sip.ALLOWED_SOURCES";

    private SourceLimit limit = new SourceLimit(Integer.MAX_VALUE);
    private Set<String> allowed = Set.of();

    /** Called by the stack. */
    public SourceValve() {}

    @Override
    public void init(SipStack stack) {
        var properties = ((gov.nist.javax.sip.SipStackImpl) stack).getConfigurationProperties();
        limit = new SourceLimit(Integer.parseInt(properties.getProperty(PER_SECOND)));
        String sources = properties.getProperty(ALLOWED);
        allowed = sources.isEmpty() ? Set.of() : Set.of(sources.split(","));
    }

    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        String source = channel.getPeerPacketSourceAddress().getHostAddress();
        if (!allowed.isEmpty() && !allowed.contains(source)) {
            return false;
        }
        boolean newCall = request.getMethod().equals(Request.INVITE) && request.getToTag() == null;
        return !newCall || limit.admits(source, System.nanoTime());
    }

    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        return true;
    }

    @Override
    public void destroy() {}
}
