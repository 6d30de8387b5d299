package org.duovox.tool.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.duovox.tool.terminal.Unable;
import org.jspecify.annotations.Nullable;

/**
 * Many telephones behind one address, or a phone system that makes calls, takes NOTIFY and answers OPTIONS: SIP over UDP on one
 * socket and one thread. Its methods may be called from any thread; what is told to a completed future's dependents runs on the
 * telephone's thread and must not block.
 */
public final class Telephone implements AutoCloseable {

    /** Answers are kept for requests that come twice. */
    private static final int ANSWERS_KEPT = 2000;

    /** Below the ports that the machine hands out by itself. */
    private static final int FIRST_RTP_PORT = 16_384;

    private static final int RTP_PORTS = 16_000;
    private static final int RECEIVE_BUFFER = 4 << 20;

    private final PhoneLoop loop = new PhoneLoop();
    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, PhoneCall> calls = new HashMap<>();
    private final Map<String, ClientTransaction> transactions = new HashMap<>();
    private final Map<String, SipText> answers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SipText> eldest) {
            return size() > ANSWERS_KEPT;
        }
    };
    private final List<Notice> notices = new ArrayList<>();
    private final Map<Predicate<Notice>, CompletableFuture<Notice>> awaited = new LinkedHashMap<>();
    private @Nullable Consumer<PhoneCall> answering;
    private int nextRtpPort;

    private Telephone(InetSocketAddress address) throws IOException {
        channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(address);
            local = (InetSocketAddress) channel.getLocalAddress();
            nextRtpPort = random.nextInt(RTP_PORTS / 2) * 2;
            loop.register(channel, this::receive);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        loop.start();
    }

    /** Port 0 takes any. */
    public static Telephone at(InetSocketAddress address) {
        try {
            return new Telephone(address);
        } catch (IOException e) {
            throw new Unable(
                    "The test phone cannot use " + address.getAddress().getHostAddress() + ":" + address.getPort()
                            + " ("
                            + e.getMessage()
                            + "): end the other program, perhaps the demo of another checkout, or set DUOVOX_PHONES to another address.",
                    e);
        }
    }

    public InetSocketAddress address() {
        return local;
    }

    public PhoneCall call(Dial dial) {
        PhoneCall call = loop.ask(() -> {
            PhoneCall made = PhoneCall.outgoing(this, dial);
            calls.put(made.callId(), made);
            return made;
        });
        loop.execute(call::invite);
        return call;
    }

    /** From now on calls are answered at once and handed over; without this they are refused with 480. */
    public void answerWith(Consumer<PhoneCall> caller) {
        // Waited for: the first call may be under way already.
        Consumer<PhoneCall> unused = loop.ask(() -> answering = caller);
    }

    /** All NOTIFY requests so far. */
    public List<Notice> notices() {
        return loop.ask(() -> List.copyOf(notices));
    }

    /** The first from now on that is wanted. */
    public CompletableFuture<Notice> nextNotice(Predicate<Notice> wanted) {
        CompletableFuture<Notice> next = new CompletableFuture<>();
        loop.execute(() -> awaited.put(wanted, next));
        return next;
    }

    @Override
    public void close() {
        loop.execute(() -> {
            List.copyOf(calls.values()).forEach(PhoneCall::drop);
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        loop.close();
    }

    PhoneLoop loop() {
        return loop;
    }

    String randomWord() {
        return Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
    }

    RtpStream newStream() {
        for (int attempt = 0; attempt < RTP_PORTS / 2; attempt++) {
            int port = FIRST_RTP_PORT + nextRtpPort;
            nextRtpPort = (nextRtpPort + 2) % RTP_PORTS;
            try {
                DatagramChannel rtp = DatagramChannel.open();
                try {
                    rtp.bind(new InetSocketAddress(local.getAddress(), port));
                    return new RtpStream(loop, rtp, random.nextInt());
                } catch (BindException e) {
                    rtp.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new Unable("The test phone has no RTP port left; end other calls first.");
    }

    void send(SipText message, InetSocketAddress to) {
        try {
            channel.send(ByteBuffer.wrap(message.bytes()), to);
        } catch (IOException e) {
            // Nobody listens there now; repetition or the time limit deals with it.
        }
    }

    void request(SipText request, InetSocketAddress to, Consumer<SipText> onFinal, Runnable onTimeout) {
        ClientTransaction transaction = new ClientTransaction(this, request, to, onFinal, onTimeout);
        transactions.put(request.branch(), transaction);
        transaction.start();
    }

    void forget(String branch) {
        transactions.remove(branch);
    }

    void forget(PhoneCall call) {
        calls.remove(call.callId());
    }

    private void receive() {
        ByteBuffer datagram = ByteBuffer.allocate(65_536);
        try {
            for (InetSocketAddress from = (InetSocketAddress) channel.receive(datagram);
                    from != null;
                    from = (InetSocketAddress) channel.receive(datagram)) {
                SipText.read(datagram.array(), datagram.position()).ifPresent(take(from));
                datagram.clear();
                if (!channel.isOpen()) {
                    return;
                }
            }
        } catch (IOException e) {
            if (channel.isOpen()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Consumer<SipText> take(InetSocketAddress from) {
        return message -> {
            if (message.isRequest()) {
                takeRequest(message, from);
            } else {
                takeResponse(message);
            }
        };
    }

    private void takeResponse(SipText response) {
        ClientTransaction transaction = transactions.get(response.branch());
        if (transaction != null) {
            if (response.status() >= 200) {
                transactions.remove(response.branch());
            }
            transaction.answered(response);
        } else if (response.cseqMethod().equals("INVITE") && response.status() / 100 == 2) {
            PhoneCall call = calls.get(response.callId());
            if (call != null) {
                call.acknowledgeAgain(response);
            }
        }
    }

    private void takeRequest(SipText request, InetSocketAddress from) {
        PhoneCall call = calls.get(request.callId());
        if (request.method().equals("ACK")) {
            if (call != null) {
                call.acknowledged();
            }
            return;
        }
        SipText before = answers.get(request.branch() + request.method());
        if (before != null) {
            send(before, from);
            return;
        }
        if (call != null) {
            call.take(request, from);
        } else {
            takeOutside(request, from);
        }
    }

    void repeatAnswer(SipText request, InetSocketAddress to) {
        SipText answer = answers.get(request.branch() + request.method());
        if (answer != null) {
            send(answer, to);
        }
    }

    /** Requests that belong to no call. */
    private void takeOutside(SipText request, InetSocketAddress from) {
        Consumer<PhoneCall> caller = answering;
        switch (request.method()) {
            case "NOTIFY" -> {
                answer(request, from, 200, "OK");
                note(request);
            }
            case "OPTIONS" -> answer(request, from, 200, "OK");
            case "INVITE" -> {
                if (caller == null) {
                    answer(request, from, 480, "Temporarily Unavailable");
                } else {
                    PhoneCall incoming = PhoneCall.incoming(this, request, from);
                    calls.put(incoming.callId(), incoming);
                    incoming.accept(request, from);
                    caller.accept(incoming);
                }
            }
            default -> answer(request, from, 481, "Call/Transaction Does Not Exist");
        }
    }

    private void note(SipText request) {
        Notice notice = new Notice(
                Instant.now(),
                SipText.uri(request.header("From")),
                request.header("Event"),
                SipText.user(request.requestUri()).isEmpty()
                        ? SipText.user(request.header("To"))
                        : SipText.user(request.requestUri()),
                request.body());
        notices.add(notice);
        List<Predicate<Notice>> met =
                awaited.keySet().stream().filter(wanted -> wanted.test(notice)).toList();
        met.forEach(wanted -> {
            CompletableFuture<Notice> next = awaited.remove(wanted);
            if (next != null) {
                next.complete(notice);
            }
        });
    }

    void answer(SipText request, InetSocketAddress to, int status, String reason) {
        answer(request, to, status, reason, randomWord(), List.of(), "");
    }

    void answer(
            SipText request,
            InetSocketAddress to,
            int status,
            String reason,
            String ourTag,
            List<SipText.Header> more,
            String body) {
        List<SipText.Header> headers = new ArrayList<>(request.all("Via"));
        headers.addAll(request.all("Record-Route"));
        headers.add(new SipText.Header("From", request.header("From")));
        String toHeader = request.header("To");
        headers.add(new SipText.Header("To", request.toTag().isEmpty() ? toHeader + ";tag=" + ourTag : toHeader));
        headers.add(new SipText.Header("Call-ID", request.callId()));
        headers.add(new SipText.Header("CSeq", request.header("CSeq")));
        headers.add(new SipText.Header("Allow", "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, NOTIFY, UPDATE"));
        headers.addAll(more);
        SipText answer = new SipText("SIP/2.0 " + status + " " + reason, headers, body);
        answers.put(request.branch() + request.method(), answer);
        send(answer, to);
    }
}
