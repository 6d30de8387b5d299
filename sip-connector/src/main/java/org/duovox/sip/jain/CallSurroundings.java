package org.duovox.sip.jain;

import java.net.InetAddress;
import java.util.concurrent.Executor;
import javax.sip.SipProvider;

/** What every call needs of the connector. */
record CallSurroundings(
        ConnectorSettings settings,
        InetAddress advertised,
        SipProvider provider,
        Messages messages,
        Timers timers,
        Executor lanes,
        EventDelivery delivery,
        MediaFactory media,
        CallRegistry registry) {}
