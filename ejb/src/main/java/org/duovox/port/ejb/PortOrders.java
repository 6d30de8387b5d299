package org.duovox.port.ejb;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.duovox.administration.AdministrationResult;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerRole;
import org.duovox.port.PortSettings;
import org.duovox.settings.SettingChanges;
import org.duovox.settings.ejb.SettingsDesk;

/**
 * The Port Manager's buttons, for either server (guide, chapter 2). What is ordered is a setting of both: a server that is away
 * carries it out when it is back.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PortOrders {

    private static final Logger LOG = System.getLogger(PortOrders.class.getName());

    @Inject
    private SettingsDesk settings;

    @Inject
    private ServerRole role;

    /** New calls are refused; those in progress go on until the callers hang up. */
    public AdministrationResult stopTakingCalls(Member server) {
        return set(server, false);
    }

    public AdministrationResult takeCalls(Member server) {
        return set(server, true);
    }

    /** Whether that server is to take calls; while its status has the duty, it does. */
    public boolean isToTakeCalls(Member server) {
        return settings.get(PortSettings.TAKE_CALLS.on(server));
    }

    private AdministrationResult set(Member server, boolean takes) {
        AdministrationResult kept =
                settings.change(new SettingChanges().set(PortSettings.TAKE_CALLS.on(server), takes));
        if (!kept.done()) {
            return kept;
        }
        String what = takes
                ? "The %s takes calls.".formatted(server.word())
                : "The %s takes no new calls; those in progress go on.".formatted(server.word());
        LOG.log(Level.INFO, "An administrator decided: {0}", what);
        boolean away = server != role.self() && !role.peerInContact();
        return AdministrationResult.done(away ? what + " It will know when it is back in contact." : what);
    }
}
