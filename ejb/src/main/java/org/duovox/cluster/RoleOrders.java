package org.duovox.cluster;

import java.util.concurrent.CompletionStage;

/**
 * The buttons of the page Cluster Management (guide, chapter 2), for either server. Each completes within 15 s, never
 * exceptionally, when the status has changed or it is known why it does not; none blocks.
 */
public interface RoleOrders {

    /** A Secondary becomes Primary, and the Primary becomes Secondary; also when the Primary is lost. */
    CompletionStage<OrderOutcome> makePrimary(Member server);

    /** A Secondary stops answering calls and serving clients, at once. It stays so until it is activated. */
    CompletionStage<OrderOutcome> deactivate(Member server);

    /** A Deactivated server becomes Secondary, or Primary if there is no other. */
    CompletionStage<OrderOutcome> activate(Member server);

    /** The rules' settings in force on this server. */
    RoleSettings settings();

    /** Puts other settings in force on this server, from its next decision on; they are not kept over a restart. */
    void change(RoleSettings settings);
}
