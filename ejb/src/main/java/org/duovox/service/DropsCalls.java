package org.duovox.service;

import org.duovox.cluster.Member;

/** What an administrator must know, and confirm, before a service that carries calls is stopped. */
public final class DropsCalls {

    private DropsCalls() {}

    /** Whether it must be confirmed. */
    public static boolean by(Service service, ServiceOrder order, int calls) {
        return order == ServiceOrder.STOP && service.carriesCalls() && calls > 0;
    }

    public static String sentence(Service service, Member server, int calls) {
        return "Stopping %s on the %s drops %s. To prevent that, choose Stop Taking Calls and wait until none is in progress; to drop them, confirm."
                .formatted(
                        service.title(),
                        server.word(),
                        calls == 1
                                ? "the call that is in progress there"
                                : calls + " calls that are in progress there");
    }
}
