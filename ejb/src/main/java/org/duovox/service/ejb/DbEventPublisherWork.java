package org.duovox.service.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.duovox.data.ejb.CommitterService;
import org.duovox.service.Service;
import org.duovox.service.ServiceWork;

/** Tells beans of changed records. */
@ApplicationScoped
public class DbEventPublisherWork implements ServiceWork {

    /** Whoever is told has 10 s. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(15);

    @Inject
    private CommitterService bean;

    private final UpkeepWatch watch = new UpkeepWatch(LONGEST_ROUND);

    @Override
    public Service service() {
        return Service.DB_EVENT_PUBLISHER;
    }

    @Override
    public void start() {
        bean.publish(true);
    }

    @Override
    public void stop() {
        bean.publish(false);
    }

    @Override
    public boolean works() {
        return watch.isInTime(bean.teller());
    }
}
