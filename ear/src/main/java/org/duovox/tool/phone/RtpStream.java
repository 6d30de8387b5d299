package org.duovox.tool.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The audio of one call: a packet each 20 ms from answer to end, speech or silence or a digit. On the loop's thread only. */
final class RtpStream {

    static final int FRAME = 160;
    private static final long FRAME_NANOS = 20_000_000;
    private static final int HEADER = 12;
    private static final int LARGEST = 1500;

    /** Three packets without news mean that the other side is silent. */
    private static final long QUIET_NANOS = 3 * FRAME_NANOS;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Utterance(byte[] audio, CompletableFuture<Void> said) {}

    private final PhoneLoop loop;
    private final DatagramChannel channel;
    private final int ssrc;
    private final HeardAudio heard = new HeardAudio();
    private final SentAudio sent = new SentAudio();
    private final ToneListener tone = new ToneListener();
    private final CompletableFuture<Void> toneHeard = new CompletableFuture<>();
    private final Deque<Utterance> toSay = new ArrayDeque<>();
    private final Deque<DigitEvent> toPress = new ArrayDeque<>();
    private final StringBuilder digitsHeard = new StringBuilder();
    private final ByteBuffer packet = ByteBuffer.allocate(LARGEST);

    private @Nullable InetSocketAddress peer;
    private int eventPayloadType = AudioDescription.NO_EVENTS;
    private int said;
    private int sequence;
    private int timestamp;
    private long nextFrame;
    private long lastHeard;
    private int lastEvent;
    private boolean anyEvent;
    private boolean open = true;

    RtpStream(PhoneLoop loop, DatagramChannel channel, int seed) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.ssrc = seed;
        this.sequence = seed & 0x7FFF;
        this.timestamp = seed >>> 3;
        loop.register(channel, this::receive);
    }

    InetSocketAddress local() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on (again, after a re-INVITE) the audio goes there and comes from there. */
    void connect(AudioDescription description) {
        boolean first = peer == null;
        eventPayloadType = description.eventPayloadType();
        peer = description.rtp();
        if (first) {
            nextFrame = System.nanoTime();
            lastHeard = nextFrame;
            tick();
        }
    }

    /** Completes {@code said} when the last byte has been sent, or the call has ended. */
    void say(byte[] audio, CompletableFuture<Void> said) {
        if (open && audio.length > 0) {
            toSay.add(new Utterance(audio, said));
        } else {
            said.complete(null);
        }
    }

    /** Completes {@code pressed} when the last digit has been sent, or the call has ended. */
    void press(String digits, CompletableFuture<Void> pressed) {
        if (!open || digits.isEmpty()) {
            pressed.complete(null);
            return;
        }
        for (int i = 0; i < digits.length() - 1; i++) {
            toPress.add(new DigitEvent(digits.charAt(i), new CompletableFuture<>()));
        }
        toPress.add(new DigitEvent(digits.charAt(digits.length() - 1), pressed));
    }

    private void tick() {
        if (!open) {
            return;
        }
        DigitEvent digit = toPress.peek();
        if (digit != null) {
            sendDigit(digit);
        } else {
            sendAudio(nextSpeech());
        }
        timestamp += FRAME;
        long now = System.nanoTime();
        if (now - lastHeard > QUIET_NANOS && !toneHeard.isDone()) {
            tone.heardNothing(now - lastHeard);
            noteTone();
        }
        nextFrame += FRAME_NANOS;
        loop.at(nextFrame, this::tick);
    }

    private byte[] nextSpeech() {
        byte[] frame = new byte[FRAME];
        Arrays.fill(frame, Mulaw.SILENCE);
        Utterance utterance = toSay.peek();
        if (utterance != null) {
            int length = Math.min(FRAME, utterance.audio().length - said);
            System.arraycopy(utterance.audio(), said, frame, 0, length);
            said += length;
            if (said == utterance.audio().length) {
                toSay.remove();
                said = 0;
                // Only when the last packet is out, hence after this tick.
                loop.execute(() -> utterance.said().complete(null));
            }
        }
        return frame;
    }

    private void sendAudio(byte[] frame) {
        header(0, false, timestamp).put(frame);
        send();
        sent.add(frame);
    }

    private void sendDigit(DigitEvent digit) {
        byte[] silence = new byte[FRAME];
        Arrays.fill(silence, Mulaw.SILENCE);
        if (digit.isPausing() || eventPayloadType == AudioDescription.NO_EVENTS) {
            sendAudio(silence);
        } else {
            digit.startAt(timestamp);
            for (int copy = 0; copy < digit.copies(); copy++) {
                header(eventPayloadType, digit.isFirst(), digit.timestamp()).put(digit.payload());
                send();
            }
            sent.add(silence);
        }
        if (digit.step()) {
            toPress.remove();
            loop.execute(() -> digit.sent().complete(null));
        }
    }

    private ByteBuffer header(int payloadType, boolean marker, int time) {
        packet.clear();
        return packet.put((byte) 0x80)
                .put((byte) (payloadType | (marker ? 0x80 : 0)))
                .putShort((short) sequence++)
                .putInt(time)
                .putInt(ssrc);
    }

    private void send() {
        InetSocketAddress to = peer;
        if (to == null) {
            return;
        }
        try {
            channel.send(packet.flip(), to);
        } catch (IOException e) {
            // The other side is gone, or the call is about to end. The stream goes on as a real phone's would.
        }
    }

    private void receive() {
        ByteBuffer received = ByteBuffer.allocate(LARGEST);
        while (open) {
            received.clear();
            SocketAddress from;
            try {
                // Never connected: a channel that is connected throws away what has already come.
                from = channel.receive(received);
            } catch (IOException e) {
                return;
            }
            if (from == null) {
                return;
            }
            received.flip();
            // Before the answer nobody knows who may send.
            boolean expected = peer == null || from.equals(peer);
            if (expected && received.remaining() > HEADER && (received.get(0) & 0xC0) == 0x80) {
                take(received);
            }
        }
    }

    private void take(ByteBuffer received) {
        int payloadType = received.get(1) & 0x7F;
        int start = HEADER + 4 * (received.get(0) & 0x0F);
        if (start >= received.limit()) {
            return;
        }
        if (payloadType == AudioDescription.OUR_EVENTS) {
            hearDigit(received.getInt(4), received.get(start));
        } else if (payloadType == 0) {
            byte[] payload = new byte[received.limit() - start];
            received.get(start, payload);
            heard.add(received.getInt(8), received.getShort(2) & 0xFFFF, received.getInt(4), payload);
            lastHeard = System.nanoTime();
            if (!toneHeard.isDone()) {
                tone.heard(payload);
                noteTone();
            }
        }
    }

    private void noteTone() {
        if (tone.hasEnded()) {
            toneHeard.complete(null);
        }
    }

    private void hearDigit(int time, byte event) {
        if ((!anyEvent || time != lastEvent) && event < DigitEvent.DIGITS.length()) {
            anyEvent = true;
            lastEvent = time;
            digitsHeard.append(DigitEvent.DIGITS.charAt(event));
        }
    }

    void close() {
        // BYE comes on another socket and may have been read before the last words.
        if (channel.isOpen()) {
            receive();
        }
        open = false;
        toSay.forEach(utterance -> utterance.said().complete(null));
        toPress.forEach(digit -> digit.sent().complete(null));
        toSay.clear();
        toPress.clear();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HeardAudio heard() {
        return heard;
    }

    SentAudio sent() {
        return sent;
    }

    CompletableFuture<Void> toneHeard() {
        return toneHeard;
    }

    String digitsHeard() {
        return digitsHeard.toString();
    }
}
