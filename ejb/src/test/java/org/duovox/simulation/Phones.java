package org.duovox.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.mailbox.MessageCounts;
import org.duovox.mwi.Lamp;
import org.duovox.phonesystem.IdleLine;
import org.duovox.sip.MwiNotice;

/** The phone system and its lamps: requests and answers get lost while a server is cut off, and now and then. */
final class Phones {

    /** SIP gives up much later; a simulation need not wait. */
    private static final long TIMEOUT = 4_000_000_000L;

    private final World world;
    private final Map<String, Lamp> lamps = new HashMap<>();
    private int lost;
    private int repeated;

    Phones(World world) {
        this.world = world;
    }

    Lamp lamp(String extension) {
        return lamps.getOrDefault(extension, Lamp.DARK);
    }

    private boolean reaches(ServerProcess server) {
        boolean reaches = !server.machine().server().isIsolated()
                && world.simulation().random().nextInt(40) != 0;
        lost += reaches ? 0 : 1;
        return reaches;
    }

    /** Told what it showed already: only if an answer was lost, or a server with all its lamps was in doubt. */
    Optional<String> repeatedForNothing(int doubts) {
        return repeated > lost + doubts * Tables.MAILBOXES
                ? Optional.of(repeated + " lamps were told what they showed, with " + lost + " requests lost and "
                        + doubts + " changes of role or process")
                : Optional.empty();
    }

    private void told(MwiNotice notice) {
        Lamp wanted = new Lamp(new MessageCounts(
                notice.newMessages(), notice.savedMessages(), notice.newUrgent(), notice.savedUrgent()));
        if (wanted.equals(lamps.put(notice.extension(), wanted))) {
            repeated++;
        }
    }

    /** As one process reaches it. */
    final class Line extends IdleLine {
        private final ServerProcess server;

        Line(ServerProcess server) {
            this.server = server;
        }

        @Override
        public CompletionStage<Integer> notifyMessageWaiting(MwiNotice notice) {
            CompletableFuture<Integer> status = new CompletableFuture<>();
            server.in(TIMEOUT, () -> status.complete(408));
            if (reaches(server)) {
                world.in(world.simulation().delay() * 5, () -> {
                    told(notice);
                    if (reaches(server)) {
                        server.in(world.simulation().delay() * 5, () -> status.complete(200));
                    }
                });
            }
            return status;
        }
    }
}
