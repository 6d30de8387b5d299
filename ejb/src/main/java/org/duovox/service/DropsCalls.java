package org.duovox.service;

import org.duovox.cluster.Member;

/** What an administrator must know, and confirm, before calls are dropped (guide, table 3-3). */
public final class DropsCalls {

    private DropsCalls() {}

    /** Whether it must be confirmed. */
    public static boolean by(Service service, ServiceOrder order, int calls) {
        return order == ServiceOrder.STOP && service.carriesCalls() && calls > 0;
    }

    public static String sentence(Service service, Member server, int calls) {
        return question("Stopping %s on the %s".formatted(service.title(), server.word()), calls);
    }

    /** The same for a server that is to be deactivated; it says so, too, when there are no calls. */
    public static String deactivating(Member server, int calls) {
        String doing = "Deactivating the " + server.word();
        return calls == 0 ? doing + " drops no call: none is in progress there." : question(doing, calls);
    }

    private static String question(String doing, int calls) {
        return "%s drops %s. To prevent that, choose Stop Taking Calls and wait until none is in progress; to drop them, confirm."
                .formatted(
                        doing,
                        calls == 1
                                ? "the call that is in progress there"
                                : calls + " calls that are in progress there");
    }
}
