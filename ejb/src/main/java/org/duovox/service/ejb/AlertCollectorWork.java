package org.duovox.service.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.duovox.alert.ejb.AlertCollector;
import org.duovox.alert.ejb.AlertPublisher;
import org.duovox.service.Service;
import org.duovox.service.ServiceWork;

/** Mails and publishes alerts. */
@ApplicationScoped
public class AlertCollectorWork implements ServiceWork {

    /** A round is up to 50 mails, each of which may wait for a slow mail server. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(30);

    @Inject
    private AlertCollector bean;

    @Inject
    private AlertPublisher publisher;

    private final UpkeepWatch watch = new UpkeepWatch(LONGEST_ROUND);
    private final UpkeepWatch publishing = new UpkeepWatch(LONGEST_ROUND);

    @Override
    public Service service() {
        return Service.ALERT_COLLECTOR;
    }

    @Override
    public void start() {
        bean.mail(true);
        publisher.publish(true);
    }

    @Override
    public void stop() {
        bean.mail(false);
        publisher.publish(false);
    }

    @Override
    public boolean works() {
        return watch.isInTime(bean.upkeep()) && publishing.isInTime(publisher.upkeep());
    }
}
