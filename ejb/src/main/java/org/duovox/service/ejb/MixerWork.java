package org.duovox.service.ejb;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.duovox.port.ejb.PortDesk;
import org.duovox.service.Service;
import org.duovox.service.ServiceWork;
import org.duovox.sip.SipLine;

/** Plays and records. */
@ApplicationScoped
public class MixerWork implements ServiceWork {

    /** What callers said until they were hung up on is stored meanwhile; a recording that takes longer is ended with the audio. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(20);

    @Resource(lookup = SipLine.JNDI_NAME)
    private SipLine line;

    @Inject
    private PortDesk ports;

    @Override
    public Service service() {
        return Service.MIXER;
    }

    @Override
    public void start() {
        line.runMedia(true);
        ports.letGo(service().title());
    }

    @Override
    public void stop() {
        ports.hold(service().title());
        long until = System.nanoTime() + LAST_WORDS.toNanos();
        while (line.callsInProgress() > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        line.runMedia(false);
    }

    @Override
    public boolean works() {
        return line.isMediaInTime();
    }
}
