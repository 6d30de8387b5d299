package org.duovox.service.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.duovox.call.ejb.CallDesk;
import org.duovox.port.ejb.PortDesk;
import org.duovox.service.RoundWatch;
import org.duovox.service.Service;
import org.duovox.service.ServiceWork;

/** Answers calls and runs conversations. */
@ApplicationScoped
public class ConversationManagerWork implements ServiceWork {

    /** Calls wait for disks on these threads; a database that hangs is told of earlier, by its own watch. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    @Inject
    private PortDesk ports;

    @Inject
    private CallDesk calls;

    private final RoundWatch questions = new RoundWatch(LONGEST_WAIT);

    @Override
    public Service service() {
        return Service.CONVERSATION_MANAGER;
    }

    @Override
    public void start() {
        ports.letGo(service().title());
    }

    @Override
    public void stop() {
        ports.hold(service().title());
    }

    @Override
    public boolean works() {
        return questions.isInTime(calls.probe(), System.nanoTime());
    }
}
