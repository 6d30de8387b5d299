package org.duovox.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.duovox.cluster.Duty;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.messagestore.MessageStore.Recording;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.sip.Codec;

/** People who leave messages: on the server that their phone system tries first, or on the other. */
final class Callers {

    /** Between what the media thread brings, in the simulation. */
    private static final long PIECE = 200_000_000L;

    private static final int PIECE_BYTES = 1600;
    private static final int TRIES = 3;

    private final World world;
    private final Random random;

    Callers(World world) {
        this.world = world;
        random = world.simulation().random();
    }

    void call() {
        Member first = random.nextBoolean() ? Member.PUBLISHER : Member.SUBSCRIBER;
        List.of(first, first.peer()).stream()
                .flatMap(member -> answering(member).stream())
                .findFirst()
                .ifPresent(this::leaveMessage);
    }

    private Optional<ServerProcess> answering(Member member) {
        return world.machine(member)
                .process()
                .filter(ServerProcess::isAwake)
                .filter(server -> !server.machine().server().isIsolated())
                .filter(server -> server.machine().server().has(Duty.ANSWER_CALLS));
    }

    private void leaveMessage(ServerProcess server) {
        History.Message message = world.history().begin(server, random);
        RecordingHeader header = new RecordingHeader(
                new MessageId(message.id()),
                Purpose.MESSAGE,
                message.mailbox().value(),
                "+4930123",
                "Ada",
                Instant.ofEpochMilli(server.machine().wallClockMillis()));
        Recording recording = server.store().begin(header);
        speak(server, message, recording, header);
    }

    private void speak(ServerProcess server, History.Message message, Recording recording, RecordingHeader header) {
        byte[] speech = message.speech();
        int from = message.spoken();
        int count = Math.min(PIECE_BYTES, speech.length - from);
        recording.append(Codec.PCMA, speech, from, count);
        message.spoke(count);
        if (message.spoken() < speech.length) {
            server.in(PIECE, () -> speak(server, message, recording, header));
        } else {
            store(server, message, recording, header, TRIES);
        }
    }

    /** Who is told that it could not be stored tries again, and hangs up then. */
    private void store(
            ServerProcess server, History.Message message, Recording recording, RecordingHeader header, int tries) {
        server.deposits().depositMessage(recording, header, message.urgent()).whenComplete((receipt, failure) -> {
            if (server.isAlive() && failure == null) {
                world.history().receipted(server, message, receipt);
            } else if (server.isAlive() && tries > 1) {
                server.in(PIECE, () -> store(server, message, recording, header, tries - 1));
            } else {
                recording.abandon();
                message.refused();
            }
        });
    }
}
