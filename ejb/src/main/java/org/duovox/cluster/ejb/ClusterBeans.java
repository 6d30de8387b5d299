package org.duovox.cluster.ejb;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.RoleOrders;
import org.duovox.cluster.ServerRole;

/** Offers what the role manager runs, without the container's detour through the bean on every question. */
@ApplicationScoped
public class ClusterBeans {

    @EJB
    private ServerRoleManager manager;

    @Produces
    @ApplicationScoped
    ServerRole role() {
        return manager.loop();
    }

    @Produces
    @ApplicationScoped
    PeerLink link() {
        return manager.link();
    }

    @Produces
    @ApplicationScoped
    RoleOrders orders() {
        return manager.orders();
    }

    @Produces
    @ApplicationScoped
    ClusterView view() {
        return manager.loop().view();
    }
}
