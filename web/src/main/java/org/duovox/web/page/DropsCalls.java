package org.duovox.web.page;

import org.duovox.cluster.Member;

/** What an administrator must know, and confirm, before calls are dropped (guide, table 3-3). */
public final class DropsCalls {

    private DropsCalls() {}

    public static String deactivating(Member server, int calls) {
        return calls == 0
                ? "Deactivating the %s drops no call: none is in progress there.".formatted(server.word())
                : ("Deactivating the %s drops %s. To prevent that, choose Stop Taking Calls and wait until none is in progress;"
                                + " to drop them, confirm.")
                        .formatted(
                                server.word(),
                                calls == 1
                                        ? "the call that is in progress there"
                                        : calls + " calls that are in progress there");
    }
}
