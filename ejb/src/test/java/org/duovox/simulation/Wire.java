package org.duovox.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.Simulation;

/** The role manager's own connection, for requests: what is sent while the wire is cut comes late or never, as with TCP. */
final class Wire {

    private static final long PATIENCE = 10 * Simulation.SECOND;

    private static final long AGAIN = 200_000_000L;

    private final World world;

    Wire(World world) {
        this.world = world;
    }

    /** One process's end of it. */
    final class End implements PeerLink {
        private final ServerProcess self;
        private final Map<Service, Handler> handlers = new EnumMap<>(Service.class);

        End(ServerProcess self) {
            this.self = self;
        }

        @Override
        public CompletionStage<byte[]> ask(Service service, byte[] request) {
            CompletableFuture<byte[]> answer = new CompletableFuture<>();
            long deadline = world.now() + PATIENCE;
            self.in(PATIENCE, () -> answer.completeExceptionally(new IllegalStateException("no answer in time")));
            carry(
                    self.self(),
                    deadline,
                    () -> world.machine(self.self().peer())
                            .process()
                            .ifPresentOrElse(
                                    peer -> peer.in(
                                            0, () -> peer.link().serve(service, request, deadline, self, answer)),
                                    () -> carry(self.self().peer(), deadline, () -> refuse(self, answer))));
            return answer;
        }

        private void serve(
                Service service, byte[] request, long deadline, ServerProcess asker, CompletableFuture<byte[]> answer) {
            Handler handler = handlers.get(service);
            byte[] content;
            try {
                if (handler == null) {
                    throw new IllegalStateException("nobody answers " + service);
                }
                content = handler.answer(request);
            } catch (Exception e) {
                carry(self.self(), deadline, () -> refuse(asker, answer));
                return;
            }
            carry(self.self(), deadline, () -> asker.in(0, () -> answer.complete(content)));
        }

        @Override
        public void serve(Service service, Handler handler) {
            handlers.put(service, handler);
        }

        @Override
        public boolean accepted() {
            return true;
        }
    }

    private static void refuse(ServerProcess asker, CompletableFuture<byte[]> answer) {
        asker.in(0, () -> answer.completeExceptionally(new IllegalStateException("the peer could not answer")));
    }

    /** Brings something to the other side, now or when the wire is whole again in time. */
    private void carry(Member from, long deadline, Runnable arrival) {
        if (world.simulation().open(from, from.peer())) {
            world.in(world.simulation().delay(), arrival);
        } else if (world.now() < deadline) {
            world.in(AGAIN, () -> carry(from, deadline, arrival));
        }
    }
}
