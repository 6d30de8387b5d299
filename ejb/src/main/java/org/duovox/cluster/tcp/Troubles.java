package org.duovox.cluster.tcp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What goes wrong on a connection: the operator reads of lost contact from the role manager, so this is for who looks closer. */
final class Troubles {

    private static final Logger LOG = System.getLogger("org.duovox.cluster.tcp");

    private Troubles() {}

    static void log(String what, Exception why) {
        LOG.log(Level.DEBUG, what + ": " + why);
    }
}
