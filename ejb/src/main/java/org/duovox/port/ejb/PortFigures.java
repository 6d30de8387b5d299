package org.duovox.port.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.duovox.cluster.ServerFigures;
import org.duovox.cluster.ServerFiguresSource;

/** Tells the role manager, and through it both servers' pages, how many ports there are and how many calls. */
@ApplicationScoped
public class PortFigures implements ServerFiguresSource {

    @Inject
    private PortDesk ports;

    @Override
    public ServerFigures figures() {
        return new ServerFigures(ports.total(), ports.inService(), ports.isTakingCalls(), ports.busy(), 0, 0, 0);
    }
}
