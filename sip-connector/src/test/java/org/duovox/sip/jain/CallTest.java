package org.duovox.sip.jain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.duovox.sip.Call;
import org.duovox.sip.CallEvent;
import org.duovox.sip.Codec;
import org.duovox.sip.DialogRecord;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.ForwardReason;
import org.duovox.sip.HangUpReason;
import org.duovox.sip.RecordingEnd;
import org.duovox.sip.RecordingLimits;
import org.duovox.sip.Redirection;
import org.duovox.sip.Refusal;
import org.duovox.sip.media.MediaSession.Direction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller can do, from the wire to the application and back. */
class CallTest {

    private static TestServer server;
    private TestPhone phone;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(TestServer::answering);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void newPhone() {
        server.application = TestServer::answering;
        phone = new TestPhone(server.address());
        server.onlyFrom.set(phone.wire.port());
        server.heard.clear();
    }

    @AfterEach
    void hangUp() {
        phone.close();
    }

    private static Call call() {
        return java.util.Objects.requireNonNull(server.lastCall.get());
    }

    /** A call that is up. */
    private String connected(String headers, String sdp) throws InterruptedException {
        String answer = phone.call(headers, sdp);
        assertThat(answer).startsWith("SIP/2.0 200");
        assertThat(server.next()).isInstanceOf(CallEvent.Offered.class);
        assertThat(server.next()).isInstanceOf(CallEvent.Connected.class);
        return answer;
    }

    @Test
    void aCallIsAnsweredAndEndsWithTheCallersBye() throws Exception {
        String answer = connected("", TestPhone.SDP);
        assertThat(answer).contains("RTP/AVP 0 97\r\n").contains("a=rtpmap:97 telephone-event/8000");
        assertThat(phone.bye()).startsWith("SIP/2.0 200");
        assertThat(server.next()).isEqualTo(new CallEvent.HungUp(HangUpReason.CALLER));
        assertThat(server.media.last().closed).isTrue();
    }

    @Test
    void theFirstAnswerIsTryingAtOnce() throws Exception {
        server.application = (call, event) -> {};
        phone.invite("", TestPhone.SDP);
        assertThat(phone.receive(TestPhone.PATIENCE)).startsWith("SIP/2.0 100");
        assertThat(server.next()).isInstanceOf(CallEvent.Offered.class);
        phone.cancel();
    }

    @Test
    void theOfferTellsWhoCalledWhomByWhichWay() throws Exception {
        connected("""
                P-Asserted-Identity: "Bob \\"B\\"" <sip:%2B4930123@pbx>
                Diversion: <sip:2002@pbx>;reason=no-answer, <sip:2001@pbx>;reason=user-busy
                Diversion: <sip:2000@pbx>;reason=unconditional
                """, TestPhone.SDP);
        assertThat(call().offer().callingNumber()).isEqualTo("+4930123");
        assertThat(call().offer().callingName()).isEqualTo("Bob \"B\"");
        assertThat(call().offer().calledNumber()).isEqualTo("5000");
        assertThat(call().offer().redirections())
                .containsExactly(
                        new Redirection("2000", ForwardReason.UNCONDITIONAL),
                        new Redirection("2001", ForwardReason.BUSY),
                        new Redirection("2002", ForwardReason.NO_ANSWER));
        phone.bye();
    }

    @Test
    void theByeIsAnsweredWhenTheCallIsReleasedAndOnlyOnce() throws Exception {
        server.application = (call, event) -> {
            if (event instanceof CallEvent.Offered) {
                call.answer();
            }
        };
        connected("", TestPhone.SDP);
        phone.within("BYE", "", "");
        assertThat(server.next()).isInstanceOf(CallEvent.HungUp.class);
        assertThat(phone.receive(400)).isEmpty();
        call().post("stored");
        assertThat(server.next()).isEqualTo(new CallEvent.Posted("stored"));
        call().release();
        call().release();
        assertThat(phone.receive(TestPhone.PATIENCE)).startsWith("SIP/2.0 200").contains("BYE");
        assertThat(phone.receive(300)).isEmpty();
    }

    @Test
    void whoseWordsAreNotKeptGetsNoReceipt() throws Exception {
        server.application = (call, event) -> {
            if (event instanceof CallEvent.Offered) {
                call.answer();
            } else if (event instanceof CallEvent.HungUp) {
                call.releaseUnkept();
            }
        };
        connected("", TestPhone.SDP);
        phone.within("BYE", "", "");
        assertThat(phone.receive(TestPhone.PATIENCE)).startsWith("SIP/2.0 500").contains("BYE");
    }

    @Test
    void theLastSamplesComeBeforeTheEnd() throws Exception {
        connected("", TestPhone.SDP);
        assertThat(call().record((codec, buffer, offset, length) -> {}, limits()))
                .isTrue();
        phone.within("BYE", "", "");
        assertThat(server.next())
                .isEqualTo(new CallEvent.RecordingStopped(RecordingEnd.HUNG_UP, Duration.ofSeconds(1)));
        assertThat(server.next()).isEqualTo(new CallEvent.HungUp(HangUpReason.CALLER));
    }

    private static RecordingLimits limits() {
        return new RecordingLimits(Duration.ofMinutes(1), Duration.ofSeconds(5));
    }

    @Test
    void aCancelledCallGets487() throws Exception {
        server.application = (call, event) -> {
            if (event instanceof CallEvent.HungUp) {
                call.release();
            }
        };
        phone.invite("", TestPhone.SDP);
        server.next();
        phone.cancel();
        List<Integer> answers = List.of(Wiretap.status(phone.receiveFinal()), Wiretap.status(phone.receiveFinal()));
        assertThat(answers).containsExactlyInAnyOrder(200, 487);
        phone.ack("");
        assertThat(server.next()).isEqualTo(new CallEvent.HungUp(HangUpReason.CALLER));
    }

    @Test
    void aRefusedCallGetsTheStatusOfTheRefusal() throws Exception {
        server.application = (call, event) -> {
            if (event instanceof CallEvent.Offered) {
                call.refuse(Refusal.ALL_PORTS_BUSY);
            } else {
                call.release();
            }
        };
        phone.invite("", TestPhone.SDP);
        assertThat(phone.receiveFinal()).startsWith("SIP/2.0 486");
        phone.ack("");
        server.next();
        assertThat(server.next()).isEqualTo(new CallEvent.HungUp(HangUpReason.US));
    }

    @Test
    void anUndecidedCallGets503AfterFiveSeconds() throws Exception {
        server.application = (call, event) -> {};
        phone.invite("", TestPhone.SDP);
        server.next();
        assertThat(phone.receive(TestPhone.PATIENCE)).startsWith("SIP/2.0 100");
        assertThat(phone.receive(TestPhone.PATIENCE)).startsWith("SIP/2.0 503");
        phone.ack("");
        assertThat(server.next()).isEqualTo(new CallEvent.HungUp(HangUpReason.SIGNALLING_FAILED));
        call().release();
    }

    @Test
    void aFailingApplicationRefusesTheCall() throws Exception {
        server.application = (call, event) -> {
            call.release();
            throw new IllegalStateException("on purpose");
        };
        phone.invite("", TestPhone.SDP);
        assertThat(phone.receiveFinal()).startsWith("SIP/2.0 500");
        phone.ack("");
        assertThat(server.next()).isInstanceOf(CallEvent.Offered.class);
        assertThat(server.next()).isInstanceOf(CallEvent.HungUp.class);
    }

    @Test
    void weHangUpWithBye() throws Exception {
        connected("", TestPhone.SDP);
        call().hangUp();
        String bye = phone.receive(TestPhone.PATIENCE);
        assertThat(bye).startsWith("BYE sip:4711@");
        phone.answer(bye, 200, "");
        assertThat(server.next()).isEqualTo(new CallEvent.HungUp(HangUpReason.US));
    }

    @Test
    void aByeWaitsForTheAcknowledgement() throws Exception {
        phone.invite("", TestPhone.SDP);
        phone.remember(phone.receiveFinal());
        server.next();
        call().hangUp();
        assertThat(server.next()).isEqualTo(new CallEvent.HungUp(HangUpReason.US));
        // On a slow machine the 200 is repeated, for it is not acknowledged.
        assertThat(phone.receive(250)).doesNotStartWith("BYE");
        phone.ack("");
        String next = phone.receive(TestPhone.PATIENCE);
        assertThat(next).startsWith("BYE ");
        phone.answer(next, 200, "");
    }

    @Test
    void holdAndItsOldFormAreAnsweredWithReceiveOnly() throws Exception {
        connected("", TestPhone.SDP);
        phone.within("INVITE", "", TestPhone.SDP + "a=sendonly\n");
        String held = phone.receiveFinal();
        phone.ack("");
        assertThat(held).startsWith("SIP/2.0 200").contains("a=recvonly");
        phone.within("INVITE", "", TestPhone.SDP.replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0"));
        assertThat(phone.receiveFinal()).contains("a=recvonly");
        phone.ack("");
        phone.within("INVITE", "", TestPhone.SDP.replace("40000", "40010"));
        String moved = phone.receiveFinal();
        phone.ack("");
        assertThat(moved).contains("a=sendrecv");
        AudioAgreement agreed = server.media.last().agreed.getLast();
        assertThat(agreed.peer().getPort()).isEqualTo(40010);
        assertThat(agreed.direction()).isEqualTo(Direction.SEND_RECEIVE);
        phone.bye();
    }

    @Test
    void eachChangeOfTheSessionGetsANewVersion() throws Exception {
        String first = Wiretap.header(connected("", TestPhone.SDP).replace("o=", "o: "), "o");
        phone.within("INVITE", "", TestPhone.SDP);
        String same = Wiretap.header(phone.receiveFinal().replace("o=", "o: "), "o");
        phone.ack("");
        phone.within("UPDATE", "", TestPhone.SDP + "a=inactive\n");
        String changed = Wiretap.header(phone.receiveFinal().replace("o=", "o: "), "o");
        assertThat(same).isEqualTo(first);
        long version = Long.parseLong(first.split(" ", -1)[2]);
        assertThat(changed).isEqualTo(first.replace(" " + version + " IN", " " + (version + 1) + " IN"));
        assertThat(call().dialog().sdpOriginLine()).isEqualTo("o=" + changed);
        phone.bye();
    }

    @Test
    void anInviteWithoutOfferGetsOneAndTheAckAnswersIt() throws Exception {
        phone.invite("", "");
        String offer = phone.receiveFinal();
        assertThat(offer).contains("RTP/AVP 0 8 101");
        phone.remember(offer);
        phone.ack(TestPhone.SDP.replace("0 8 97", "8 97"));
        // An ACK has no answer that tells that it was read.
        for (int i = 0; i < 500 && server.media.last().agreed.isEmpty(); i++) {
            Thread.sleep(10);
        }
        assertThat(server.media.last().agreed.getLast().codec()).isEqualTo(Codec.PCMA);
        phone.bye();
    }

    @Test
    void infoWithAKeyIsADigit() throws Exception {
        connected("", TestPhone.SDP);
        phone.within("INFO", "X-Relay: 1\n", "Signal=5\nDuration=160\n");
        assertThat(phone.receiveFinal()).startsWith("SIP/2.0 200");
        assertThat(server.next()).isEqualTo(new CallEvent.DigitPressed(DtmfDigit.FIVE));
        phone.bye();
    }

    @Test
    void anOfferWithoutOurCodecsGets488AndLeavesTheCallAlone() throws Exception {
        phone.invite("", TestPhone.SDP.replace("RTP/AVP 0 8 97", "RTP/AVP 18"));
        assertThat(phone.receiveFinal()).startsWith("SIP/2.0 488");
        connected("", TestPhone.SDP);
        phone.within("INVITE", "", TestPhone.SDP.replace("RTP/AVP 0 8 97", "RTP/AVP 18"));
        assertThat(phone.receiveFinal()).startsWith("SIP/2.0 488");
        phone.ack("");
        assertThat(phone.bye()).startsWith("SIP/2.0 200");
    }

    @Test
    void aSessionTimerIsAgreedAndTooShortOnesAreNot() throws Exception {
        phone.invite("Supported: timer\nSession-Expires: 60\n", TestPhone.SDP);
        assertThat(phone.receiveFinal()).startsWith("SIP/2.0 422").contains("Min-SE: 90");
        String answer = connected("Supported: timer\nSession-Expires: 120;refresher=uac\n", TestPhone.SDP);
        assertThat(answer).contains("Session-Expires: 120;refresher=uac").contains("Require: timer");
        phone.within("UPDATE", "Supported: timer\nSession-Expires: 120;refresher=uac\n", "");
        assertThat(phone.receiveFinal()).startsWith("SIP/2.0 200").contains("Session-Expires: 120");
        phone.bye();
    }

    @Test
    void theDialogRecordHoldsWhatATakeoverNeeds() throws Exception {
        connected("Record-Route: <sip:proxy1;lr>\nRecord-Route: <sip:proxy2;lr>\n", TestPhone.SDP);
        DialogRecord record = call().dialog();
        assertThat(record.callId().value()).isEqualTo(phone.callId());
        assertThat(record.remoteTarget()).startsWith("sip:4711@");
        assertThat(record.routeSet()).containsExactly("<sip:proxy1;lr>", "<sip:proxy2;lr>");
        assertThat(record.remoteCseq()).isEqualTo(1);
        assertThat(record.telephoneEventPayloadType()).isEqualTo(97);
        phone.bye();
    }

    @Test
    void anEventThatFindsNoBeanIsDeliveredLater() throws Exception {
        server.unavailable.set(3);
        connected("", TestPhone.SDP);
        phone.bye();
    }

    @Test
    void aTimerExpiresWithItsNumber() throws Exception {
        connected("", TestPhone.SDP);
        call().setTimer(Duration.ofSeconds(10));
        long number = call().setTimer(Duration.ofMillis(20));
        assertThat(server.next()).isEqualTo(new CallEvent.TimerExpired(number));
        phone.bye();
    }
}
