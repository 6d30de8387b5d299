package org.duovox.service.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.function.Function;
import org.duovox.cluster.ServiceHealth;
import org.duovox.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * What the role manager is told of the critical services. It asks while the server still starts, so this knows no bean: the desk
 * tells it whom to ask (see {@link ServiceHealth}).
 */
@ApplicationScoped
public class ServiceWatch {

    private volatile @Nullable Function<Service, ServiceHealth.State> desk;

    /** @param asked null when the server stops */
    void ask(@Nullable Function<Service, ServiceHealth.State> asked) {
        desk = asked;
    }

    ServiceHealth.State state(Service service) {
        Function<Service, ServiceHealth.State> asked = desk;
        return asked == null ? ServiceHealth.State.OK : asked.apply(service);
    }

    @Produces
    @Dependent
    ServiceHealth conversationManager() {
        return new Watched(this, Service.CONVERSATION_MANAGER);
    }

    @Produces
    @Dependent
    ServiceHealth mixer() {
        return new Watched(this, Service.MIXER);
    }

    @Produces
    @Dependent
    ServiceHealth notifier() {
        return new Watched(this, Service.NOTIFIER);
    }

    @Produces
    @Dependent
    ServiceHealth replication() {
        return new Watched(this, Service.REPLICATION);
    }

    /** One of them. It fails when it says so twice in a row: a process that was paused finds its clocks ahead once. */
    static final class Watched implements ServiceHealth {

        private final ServiceWatch watch;
        private final Service of;
        private volatile boolean failedBefore;

        Watched(ServiceWatch watch, Service of) {
            this.watch = watch;
            this.of = of;
        }

        @Override
        public String service() {
            return of.title();
        }

        @Override
        public boolean critical() {
            return of.isCritical();
        }

        @Override
        public State state() {
            State now = watch.state(of);
            boolean first = now == State.FAILED && !failedBefore;
            failedBefore = now == State.FAILED;
            return first ? State.OK : now;
        }
    }
}
