package org.duovox.service.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.duovox.mwi.ejb.MwiNotifier;
import org.duovox.service.Service;
import org.duovox.service.ServiceWork;

/** Brings every lamp to what its mailbox says. */
@ApplicationScoped
public class NotifierWork implements ServiceWork {

    @Inject
    private MwiNotifier bean;

    private final UpkeepWatch watch = new UpkeepWatch();

    @Override
    public Service service() {
        return Service.NOTIFIER;
    }

    @Override
    public void start() {
        bean.send(true);
    }

    @Override
    public void stop() {
        bean.send(false);
    }

    @Override
    public boolean works() {
        return watch.isInTime(bean.upkeep());
    }
}
