package org.duovox.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Takes orders for either server, and carries those for the other one over the link. */
public final class OrderDesk implements RoleOrders {

    /** Longer than any order takes ({@link RoleTimes#ORDER}), and shorter than the link's own limit. */
    private static final int PATIENCE_SECONDS = 10;

    private final RoleLoop loop;
    private final PeerLink link;

    /** Joins the loop and the link; the timeline comes over it, too. */
    public OrderDesk(RoleLoop loop, PeerLink link) {
        this.loop = loop;
        this.link = link;
        link.serve(PeerLink.Service.ORDER, this::answerThePeer);
        loop.exchangeTimeline(link);
    }

    @Override
    public CompletionStage<OrderOutcome> makePrimary(Member server) {
        return order(server, Order.Kind.MAKE_PRIMARY);
    }

    @Override
    public CompletionStage<OrderOutcome> deactivate(Member server) {
        return order(server, Order.Kind.DEACTIVATE);
    }

    @Override
    public CompletionStage<OrderOutcome> activate(Member server) {
        return order(server, Order.Kind.ACTIVATE);
    }

    @Override
    public RoleSettings settings() {
        return loop.settings();
    }

    @Override
    public void change(RoleSettings settings) {
        loop.change(settings);
    }

    private CompletionStage<OrderOutcome> order(Member server, Order.Kind kind) {
        if (server == loop.self()) {
            return orderHere(kind);
        }
        return link.ask(PeerLink.Service.ORDER, kind.name().getBytes(StandardCharsets.UTF_8))
                .thenApply(OrderOutcome::decode)
                .exceptionally(failure -> OrderOutcome.refused(
                        "The " + server.word() + " cannot be reached; choose the action on its own page."));
    }

    private CompletionStage<OrderOutcome> orderHere(Order.Kind kind) {
        return switch (kind) {
            case MAKE_PRIMARY -> loop.makePrimary();
            case DEACTIVATE -> loop.deactivate();
            case ACTIVATE -> loop.activate();
        };
    }

    private byte[] answerThePeer(byte[] request) throws Exception {
        String wanted = new String(request, StandardCharsets.UTF_8);
        Order.Kind kind = Arrays.stream(Order.Kind.values())
                .filter(each -> each.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no order " + wanted));
        return orderHere(kind)
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .encode();
    }
}
