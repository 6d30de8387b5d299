package org.duovox.tool.phone;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.duovox.tool.phone.SipText.Header;
import org.jspecify.annotations.Nullable;

/** One call of a {@link Telephone}. Public methods may be called from any thread. */
public final class PhoneCall {

    private static final int SIP_PORT = 5060;
    private static final long T1 = 500_000_000L;
    private static final int REPEATS_OF_AN_ANSWER = 6;

    private final Telephone telephone;
    private final PhoneLoop loop;
    private final String callId;
    private final String localTag;
    private final String localUri;
    private final List<Header> callHeaders;
    private final RtpStream audio;
    private final CompletableFuture<Integer> answered = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private String remote;
    private String remoteTarget;
    private InetSocketAddress destination;
    private long cseq = 1;
    private long descriptionVersion = 1;
    private boolean acknowledged;
    private boolean talking;
    private @Nullable SipText lastAck;

    private PhoneCall(
            Telephone telephone,
            String callId,
            String localUri,
            String remote,
            InetSocketAddress destination,
            List<Header> callHeaders) {
        this.telephone = telephone;
        this.loop = telephone.loop();
        this.callId = callId;
        this.localTag = telephone.randomWord();
        this.localUri = localUri;
        this.remote = remote;
        this.remoteTarget = SipText.uri(remote);
        this.destination = destination;
        this.callHeaders = callHeaders;
        this.audio = telephone.newStream();
    }

    static PhoneCall outgoing(Telephone telephone, Dial dial) {
        String host = telephone.address().getAddress().getHostAddress();
        String server = dial.server().getAddress().getHostAddress();
        List<Header> headers = dial.forwardedFrom()
                .map(number -> List.of(
                        new Header("Diversion", "<sip:" + number + "@" + host + ">;reason=no-answer;counter=1")))
                .orElse(List.of());
        return new PhoneCall(
                telephone,
                telephone.randomWord() + "@" + host,
                "sip:" + dial.calling() + "@" + host,
                "<sip:" + dial.called() + "@" + server + ">",
                dial.server(),
                headers);
    }

    static PhoneCall incoming(Telephone telephone, SipText invite, InetSocketAddress from) {
        return new PhoneCall(
                telephone, invite.callId(), SipText.uri(invite.header("To")), invite.header("From"), from, List.of());
    }

    String callId() {
        return callId;
    }

    // What a person does.

    /** The final answer to the INVITE: 200 when the other side talks to us; 0 when there was none. */
    public CompletableFuture<Integer> answered() {
        return answered;
    }

    /** The tone after which one speaks has been heard to its end. */
    public CompletableFuture<Void> toneHeard() {
        return audio.toneHeard();
    }

    /** Completes when the last byte has been sent, or the call has ended. */
    public CompletableFuture<Void> say(byte[] mulaw) {
        CompletableFuture<Void> said = new CompletableFuture<>();
        byte[] words = mulaw.clone();
        loop.execute(() -> audio.say(words, said));
        return said;
    }

    /** By RFC 4733; completes when the last digit has been sent. */
    public CompletableFuture<Void> press(String digits) {
        CompletableFuture<Void> pressed = new CompletableFuture<>();
        loop.execute(() -> audio.press(digits, pressed));
        return pressed;
    }

    /** By SIP INFO; completes with the status of the answer, 0 without one. */
    public CompletableFuture<Integer> pressByInfo(char digit) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        loop.execute(() -> telephone.request(
                inDialog("INFO", "application/dtmf-relay", "Signal=" + digit + "\r\nDuration=160\r\n"),
                destination,
                answer -> status.complete(answer.status()),
                () -> status.complete(0)));
        return status;
    }

    /** Stops speaking, says BYE and waits for the answer: the receipt. */
    public CompletableFuture<ByeAnswer> hangUp() {
        CompletableFuture<ByeAnswer> done = new CompletableFuture<>();
        loop.execute(() -> {
            if (!talking) {
                done.complete(new ByeAnswer(0, Duration.ZERO));
                return;
            }
            talking = false;
            audio.close();
            long began = System.nanoTime();
            telephone.request(
                    inDialog("BYE", "", ""),
                    destination,
                    answer -> {
                        done.complete(new ByeAnswer(answer.status(), Duration.ofNanos(System.nanoTime() - began)));
                        drop();
                    },
                    () -> {
                        done.complete(new ByeAnswer(0, Duration.ofNanos(System.nanoTime() - began)));
                        drop();
                    });
        });
        return done;
    }

    /** Completes when the call is over, whoever ended it. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Everything heard so far, by RTP timestamp. */
    public byte[] heard() {
        return loop.ask(() -> audio.heard().bytes());
    }

    /** Where in what was heard the last sound ended. */
    public int lastAudible() {
        return loop.ask(() -> audio.heard().lastAudible());
    }

    /** Packets that should have been heard and were not. */
    public long packetsLost() {
        return loop.ask(() -> audio.heard().lost());
    }

    /** Everything sent so far; its position i is i / 8000 s after the first packet. */
    public byte[] sent() {
        return loop.ask(() -> audio.sent().bytes());
    }

    public int sentLength() {
        return loop.ask(() -> audio.sent().length());
    }

    /** The digits that the other side pressed. */
    public String digitsHeard() {
        return loop.ask(audio::digitsHeard);
    }

    /** Forgets the call without a word, as when a cable is cut. */
    public void abandon() {
        loop.execute(this::drop);
    }

    // What the telephone's thread does.

    void invite() {
        SipText invite =
                request("INVITE", "application/sdp", AudioDescription.write(audio.local(), descriptionVersion));
        telephone.request(invite, destination, answer -> inviteAnswered(invite, answer), () -> {
            answered.complete(0);
            drop();
        });
    }

    private void inviteAnswered(SipText invite, SipText answer) {
        if (answer.status() >= 300) {
            // The ACK of a refusal belongs to the INVITE's own transaction (RFC 3261, 17.1.1.3).
            List<Header> headers = new ArrayList<>(invite.all("Via"));
            headers.addAll(invite.all("Max-Forwards"));
            headers.addAll(invite.all("From"));
            headers.addAll(answer.all("To"));
            headers.addAll(invite.all("Call-ID"));
            headers.add(new Header("CSeq", invite.cseq() + " ACK"));
            telephone.send(new SipText("ACK " + invite.requestUri() + " SIP/2.0", headers, ""), destination);
            answered.complete(answer.status());
            drop();
            return;
        }
        remote = answer.header("To");
        moveTo(answer.header("Contact"));
        SipText ack = acknowledgement(answer.cseq());
        lastAck = ack;
        telephone.send(ack, destination);
        talking = true;
        audio.connect(AudioDescription.read(answer.body()));
        answered.complete(answer.status());
    }

    void acknowledgeAgain(SipText answer) {
        if (lastAck != null && lastAck.cseq() == answer.cseq()) {
            telephone.send(lastAck, destination);
        }
    }

    private SipText acknowledgement(long number) {
        List<Header> headers = dialogHeaders();
        headers.add(new Header("CSeq", number + " ACK"));
        return new SipText("ACK " + remoteTarget + " SIP/2.0", headers, "");
    }

    private void moveTo(String contact) {
        if (contact.isEmpty()) {
            return;
        }
        remoteTarget = SipText.uri(contact);
        String hostAndPort = remoteTarget
                .substring(remoteTarget.indexOf('@') + 1)
                .replaceFirst("^sip:", "")
                .split(";", -1)[0];
        int colon = hostAndPort.indexOf(':');
        destination = colon < 0
                ? new InetSocketAddress(hostAndPort, SIP_PORT)
                : new InetSocketAddress(
                        hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    private SipText inDialog(String method, String contentType, String body) {
        cseq++;
        return request(method, contentType, body);
    }

    private SipText request(String method, String contentType, String body) {
        List<Header> headers = dialogHeaders();
        headers.add(new Header("CSeq", cseq + " " + method));
        headers.add(contact());
        headers.add(new Header("Allow", "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, NOTIFY, UPDATE"));
        headers.add(new Header("User-Agent", "Duovox test phone"));
        if (method.equals("INVITE")) {
            headers.addAll(callHeaders);
        }
        if (!contentType.isEmpty()) {
            headers.add(new Header("Content-Type", contentType));
        }
        return new SipText(method + " " + remoteTarget + " SIP/2.0", headers, body);
    }

    private List<Header> dialogHeaders() {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Via", "SIP/2.0/UDP " + host() + ";rport;branch=z9hG4bK" + telephone.randomWord()));
        headers.add(new Header("Max-Forwards", "70"));
        headers.add(new Header("From", "<" + localUri + ">;tag=" + localTag));
        headers.add(new Header("To", remote));
        headers.add(new Header("Call-ID", callId));
        return headers;
    }

    private Header contact() {
        return new Header("Contact", "<sip:" + SipText.user("<" + localUri + ">") + "@" + host() + ">");
    }

    private String host() {
        return telephone.address().getAddress().getHostAddress() + ":"
                + telephone.address().getPort();
    }

    /** A request of the other side in this call. */
    void take(SipText request, InetSocketAddress from) {
        switch (request.method()) {
            case "BYE" -> {
                telephone.answer(request, from, 200, "OK");
                talking = false;
                drop();
            }
            case "INVITE" -> accept(request, from);
            case "UPDATE" -> {
                if (request.body().isEmpty()) {
                    moveTo(request.header("Contact"));
                    telephone.answer(request, from, 200, "OK", localTag, List.of(contact()), "");
                } else {
                    describe(request, from);
                }
            }
            default -> telephone.answer(request, from, 200, "OK");
        }
    }

    /** Answers a first or a later INVITE with 200 and our audio, again and again until the ACK. */
    void accept(SipText request, InetSocketAddress from) {
        acknowledged = false;
        describe(request, from);
        talking = true;
        answered.complete(200);
        repeatUntilAcknowledged(request, from, T1, REPEATS_OF_AN_ANSWER);
    }

    private void describe(SipText request, InetSocketAddress from) {
        remote = request.header("From");
        moveTo(request.header("Contact"));
        // Before the answer, for connecting throws away what has come already.
        if (!request.body().isEmpty()) {
            audio.connect(AudioDescription.read(request.body()));
        }
        telephone.answer(
                request,
                from,
                200,
                "OK",
                localTag,
                List.of(contact(), new Header("Content-Type", "application/sdp")),
                AudioDescription.write(audio.local(), ++descriptionVersion));
    }

    private void repeatUntilAcknowledged(SipText request, InetSocketAddress from, long interval, int times) {
        loop.at(System.nanoTime() + interval, () -> {
            if (!acknowledged && talking && times > 0) {
                telephone.repeatAnswer(request, from);
                repeatUntilAcknowledged(request, from, interval * 2, times - 1);
            }
        });
    }

    void acknowledged() {
        acknowledged = true;
    }

    void drop() {
        talking = false;
        audio.close();
        telephone.forget(this);
        answered.complete(0);
        ended.complete(null);
    }
}
