package org.duovox.sip.jain;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Call;
import org.duovox.sip.CallEvent;
import org.duovox.sip.CallOffer;
import org.duovox.sip.DialogRecord;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.HangUpReason;
import org.duovox.sip.MediaStatistics;
import org.duovox.sip.RecordingEnd;
import org.duovox.sip.RecordingLimits;
import org.duovox.sip.RecordingSink;
import org.duovox.sip.Refusal;
import org.duovox.sip.media.MediaListener;
import org.duovox.sip.media.MediaSession;

/**
 * A call: joins its signalling, its audio and the application. Signalling runs on the call's lane; audio has a thread of its
 * own; the application may call from anywhere.
 */
final class SipCall implements Call, MediaListener, EventQueue.Recipient {

    private static final Logger LOG = System.getLogger(SipCall.class.getName());

    /** Longer than the media thread ever needs to hand over the last samples of a recording. */
    private static final Duration LAST_SAMPLES_LIMIT = Duration.ofSeconds(1);

    private final CallOffer offer;
    private final CallSurroundings around;
    private final SerialQueue lane;
    private final EventQueue events;
    private final MediaSession media;
    private final Negotiation negotiation;
    private final CallDialog dialog;
    private final Optional<AudioAgreement> firstAgreement;
    private final AtomicBoolean decided = new AtomicBoolean();

    /** On the lane only. */
    private boolean lastSamplesLost;

    /** On the lane only. */
    private List<Timers.Pending> releaseLimits = List.of();

    private int recordings;
    private boolean ended;
    private Optional<HangUpReason> endAfterRecording = Optional.empty();
    private long timerNumber;
    private Optional<Timers.Pending> timer = Optional.empty();

    /** @throws IOException when no port for audio is free */
    SipCall(CallOffer offer, CallSurroundings around, IncomingInvite invite) throws IOException {
        this.offer = offer;
        this.around = around;
        this.lane = new SerialQueue(around.lanes());
        this.events = new EventQueue(around.delivery(), this);
        this.media = around.media().open(this);
        InetSocketAddress rtp =
                new InetSocketAddress(around.advertised(), media.localAddress().getPort());
        this.negotiation = new Negotiation(media, new LocalSession(invite.sessionNumber(), rtp));
        this.firstAgreement = invite.proposal().map(CallState.Proposal::agreement);
        this.dialog = new CallDialog(this, around, lane, negotiation, invite);
    }

    /** Offers the call to the application. */
    void begin() {
        lane.add(dialog::offered);
        events.add(new CallEvent.Offered());
    }

    /** Undoes the opening of a call that cannot be offered. */
    void discard() {
        media.close();
    }

    // What the signalling thread brings. It only queues; when a peer has too much waiting, the request is dropped and
    // repeated.

    void acknowledged(Request ack) {
        lane.offer(() -> dialog.acknowledged(ack));
    }

    void cancelled() {
        lane.add(dialog::cancelled);
    }

    void byeReceived(ServerTransaction bye) {
        lane.add(() -> dialog.byeReceived(bye));
    }

    void reinvited(ServerTransaction transaction) {
        lane.offer(() -> dialog.reinvited(transaction));
    }

    void updated(ServerTransaction transaction) {
        lane.offer(() -> dialog.updated(transaction));
    }

    void answerPlainly(ServerTransaction transaction, int status) {
        lane.offer(() -> dialog.answerPlainly(transaction, status));
    }

    void neverAcknowledged() {
        lane.add(dialog::neverAcknowledged);
    }

    void dialogGone() {
        lane.add(dialog::dialogGone);
    }

    // What the dialog tells, on the lane.

    void connected() {
        events.add(new CallEvent.Connected());
    }

    void ended(HangUpReason reason) {
        boolean recording;
        synchronized (this) {
            ended = true;
            timer.ifPresent(task -> task.cancel());
            recording = recordings > 0;
            if (recording) {
                endAfterRecording = Optional.of(reason);
            }
        }
        media.close();
        if (recording) {
            // Twice: when the whole process stood still, the media thread still has its time after it.
            around.timers()
                    .schedule(
                            LAST_SAMPLES_LIMIT,
                            () -> around.timers()
                                    .schedule(LAST_SAMPLES_LIMIT, () -> lane.add(this::recordingNeverStopped)));
        } else {
            announceEnd(reason);
        }
    }

    /** What has come of it stays a recording, and its caller gets no receipt. */
    private void recordingNeverStopped() {
        Optional<HangUpReason> reason = takeEndAfterRecording();
        reason.ifPresent(known -> {
            LOG.log(Level.WARNING, "The recording of call " + offer.callId() + " did not say that it stopped");
            lastSamplesLost = true;
            announceEnd(known);
        });
    }

    private synchronized Optional<HangUpReason> takeEndAfterRecording() {
        Optional<HangUpReason> reason = endAfterRecording;
        endAfterRecording = Optional.empty();
        return reason;
    }

    private void announceEnd(HangUpReason reason) {
        LOG.log(Level.DEBUG, "call {0} ended: {1}", offer.callId(), reason);
        events.add(new CallEvent.HungUp(reason));
        releaseLimits = List.of(
                around.timers()
                        .schedule(
                                ConnectorSettings.RELEASE_LIMIT,
                                () -> lane.add(() -> dialog.release(Response.SERVER_INTERNAL_ERROR))),
                around.timers().schedule(ConnectorSettings.FORGET_LIMIT, this::releaseUnkept));
    }

    // What the media thread tells.

    @Override
    public void digitPressed(DtmfDigit digit) {
        if (!events.offer(new CallEvent.DigitPressed(digit))) {
            lane.add(() -> dialog.hangUp(HangUpReason.US));
        }
    }

    @Override
    public void playFinished(long playNumber) {
        events.add(new CallEvent.PlayFinished(playNumber));
    }

    @Override
    public void recordingStopped(RecordingEnd reason, Duration length) {
        events.add(new CallEvent.RecordingStopped(reason, length));
        boolean last;
        synchronized (this) {
            recordings--;
            last = recordings <= 0;
        }
        if (last) {
            takeEndAfterRecording().ifPresent(known -> lane.add(() -> announceEnd(known)));
        }
    }

    @Override
    public void peerSilent() {
        lane.add(() -> dialog.hangUp(HangUpReason.RTP_INACTIVE));
    }

    // What the application asks for.

    @Override
    public CallOffer offer() {
        return offer;
    }

    @Override
    public void answer() {
        if (decided.compareAndSet(false, true)) {
            // At once, so that what the application plays next finds audio to play on.
            firstAgreement.ifPresent(negotiation::start);
            lane.add(dialog::answer);
        }
    }

    @Override
    public void refuse(Refusal refusal) {
        if (decided.compareAndSet(false, true)) {
            lane.add(() -> dialog.refuse(refusal));
        }
    }

    @Override
    public long play(List<AudioClip> clips) {
        return media.play(clips);
    }

    @Override
    public void stopPlaying() {
        media.stopPlaying();
    }

    @Override
    public void pausePlaying() {
        media.pausePlaying();
    }

    @Override
    public void resumePlaying() {
        media.resumePlaying();
    }

    @Override
    public void skip(Duration distance) {
        media.skip(distance);
    }

    @Override
    public Duration playPosition() {
        return media.playPosition();
    }

    @Override
    public boolean record(RecordingSink sink, RecordingLimits limits) {
        synchronized (this) {
            if (ended) {
                return false;
            }
            recordings++;
            media.record(sink, limits); // before the order to close, or never
            return true;
        }
    }

    @Override
    public void stopRecording() {
        media.stopRecording();
    }

    @Override
    public synchronized long setTimer(Duration delay) {
        long number = ++timerNumber;
        timer.ifPresent(task -> task.cancel());
        if (!ended) {
            timer = Optional.of(around.timers().schedule(delay, () -> events.add(new CallEvent.TimerExpired(number))));
        }
        return number;
    }

    @Override
    public void post(Object what) {
        events.add(new CallEvent.Posted(what));
    }

    @Override
    public void hangUp() {
        hangUp(HangUpReason.US);
    }

    void hangUp(HangUpReason reason) {
        lane.add(() -> dialog.hangUp(reason));
    }

    @Override
    public void release() {
        release(Response.OK);
    }

    @Override
    public void releaseUnkept() {
        release(Response.SERVER_INTERNAL_ERROR);
    }

    private void release(int answerToBye) {
        lane.add(() -> {
            if (isEnded()) {
                dialog.release(lastSamplesLost ? Response.SERVER_INTERNAL_ERROR : answerToBye);
                releaseLimits.forEach(Timers.Pending::cancel);
                events.close();
                around.registry().remove(offer.callId(), this);
            }
        });
    }

    private synchronized boolean isEnded() {
        return ended && endAfterRecording.isEmpty();
    }

    @Override
    public DialogRecord dialog() {
        return dialog.lastRecord();
    }

    @Override
    public MediaStatistics mediaStatistics() {
        return media.statistics();
    }

    // How the delivery of events went.

    @Override
    public EventQueue.Outcome deliver(CallEvent event) {
        return around.delivery().deliver(this, event);
    }

    @Override
    public void failed(CallEvent event) {
        if (event instanceof CallEvent.Offered) {
            refuse(Refusal.FAILED);
        }
        hangUp();
    }

    @Override
    public void unreachable() {
        LOG.log(Level.ERROR, "The application takes no events of call " + offer.callId() + ": the call is ended");
        hangUp(HangUpReason.SIGNALLING_FAILED);
    }
}
