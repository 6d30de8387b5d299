package org.duovox.service.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.duovox.mailbox.ejb.SingleCopyClerk;
import org.duovox.service.Service;
import org.duovox.service.ServiceWork;

/** Takes the mark of a single copy off messages that have two. */
@ApplicationScoped
public class SystemAgentWork implements ServiceWork {

    @Inject
    private SingleCopyClerk bean;

    private final UpkeepWatch watch = new UpkeepWatch();

    @Override
    public Service service() {
        return Service.SYSTEM_AGENT;
    }

    @Override
    public void start() {
        bean.clearMarks(true);
    }

    @Override
    public void stop() {
        bean.clearMarks(false);
    }

    @Override
    public boolean works() {
        return watch.isInTime(bean.upkeep());
    }
}
