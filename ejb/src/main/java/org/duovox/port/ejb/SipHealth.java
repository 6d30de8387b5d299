package org.duovox.port.ejb;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import org.duovox.cluster.ServiceHealth;
import org.duovox.sip.SipLine;

/** Whether phone systems find anybody at this server's SIP address; the connector itself watches that it is not deaf. */
@ApplicationScoped
public class SipHealth implements ServiceHealth {

    @Resource(lookup = SipLine.JNDI_NAME)
    private SipLine line;

    @Override
    public String service() {
        return "SIP";
    }

    @Override
    public boolean critical() {
        return true;
    }

    @Override
    public State state() {
        return line.isListening() ? State.OK : State.FAILED;
    }
}
