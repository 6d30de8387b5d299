package org.duovox.call.ejb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.duovox.call.CallProgress;
import org.duovox.call.ejb.CallDesk.Routed;
import org.duovox.conversation.Arrival;
import org.duovox.conversation.Conversation;
import org.duovox.conversation.ConversationAction;
import org.duovox.conversation.ConversationEvent;
import org.duovox.conversation.ConversationSettings;
import org.duovox.conversation.ConversationState;
import org.duovox.conversation.MailboxOwner;
import org.duovox.conversation.PinChangeResult;
import org.duovox.conversation.SignInResult;
import org.duovox.conversation.Step;
import org.duovox.conversation.StoreResult;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.port.VoicePort;
import org.duovox.sip.Call;
import org.duovox.sip.CallEvent;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.HangUpReason;
import org.duovox.sip.Refusal;
import org.duovox.user.PinCheck;
import org.duovox.user.UserId;

/**
 * One call on its port: hands what happens to the conversation and carries out what the conversation decides. Events come one
 * at a time, so nothing here is locked; what must wait for a disk, the database or the peer waits elsewhere and comes back as a
 * {@link CallEvent.Posted}.
 */
final class CallInProgress {

    private static final System.Logger LOG = System.getLogger(CallInProgress.class.getName());
    private static final Conversation CONVERSATION = new Conversation(ConversationSettings.DEFAULT);

    /** More than anybody dials ahead; what comes beyond is lost. */
    private static final int DIALLED_AHEAD = 32;

    private final Call call;
    private final VoicePort port;
    private final CallServices services;
    private final Executor executor;
    private final CallAudio audio;
    private final List<DtmfDigit> ahead = new ArrayList<>();

    private volatile Optional<Arrival> arrival = Optional.empty();
    private volatile Optional<ConversationState> state = Optional.empty();
    private Optional<UserId> signedIn = Optional.empty();
    private long timer;
    private boolean over;

    CallInProgress(Call call, VoicePort port, CallServices services, Executor executor) {
        this.call = call;
        this.port = port;
        this.services = services;
        this.executor = executor;
        this.audio = new CallAudio(call, services, this::ask);
    }

    /** For whoever looks, on any thread. */
    CallProgress progress() {
        return new CallProgress(call.offer(), arrival, state);
    }

    /** Nothing of the call is left to do; its port is free. */
    boolean isOver() {
        return over;
    }

    void onEvent(CallEvent event) {
        switch (event) {
            case CallEvent.Offered offered -> {}
            case CallEvent.Connected connected -> begin();
            case CallEvent.DigitPressed pressed -> pressed(pressed.digit());
            case CallEvent.PlayFinished finished ->
                audio.playFinished(finished.playNumber()).ifPresent(this::tell);
            case CallEvent.RecordingStopped stopped -> recordingStopped(stopped);
            case CallEvent.TimerExpired expired -> {
                if (expired.timerNumber() == timer) {
                    tell(new ConversationEvent.TimerExpired());
                }
            }
            case CallEvent.Posted posted -> posted(posted.what());
            case CallEvent.HungUp hungUp -> hungUp(hungUp.reason());
        }
    }

    /** What had to be done at the end of the call failed; nothing is known to be kept. */
    void giveUp() {
        release(false);
    }

    private void posted(Object what) {
        switch (what) {
            case Routed routed -> routed(routed);
            case ConversationEvent answer -> tell(answer);
            case CallAudio.ClipsReady clips -> audio.clipsReady(clips);
            default -> throw new IllegalStateException("nobody posts a " + what.getClass());
        }
    }

    private void routed(Routed routed) {
        arrival = routed.arrival();
        if (arrival.isEmpty()) {
            call.refuse(Refusal.FAILED);
            return;
        }
        LOG.log(
                System.Logger.Level.INFO,
                "Call from " + shown(call.offer().callingNumber()) + " on port " + port.name() + ": "
                        + spoken(arrival.get()));
        call.answer();
    }

    private static String spoken(Arrival arrival) {
        return switch (arrival) {
            case Arrival.ForUser forUser -> "for mailbox " + forUser.owner().extension();
            case Arrival.FromOwnPhone own -> "sign-in of " + own.extension();
            case Arrival.FromElsewhere elsewhere -> "opening greeting";
        };
    }

    /** A number from outside may be anything; the log shows only what a phone can dial. */
    private static String shown(String number) {
        return number.isEmpty() ? "a withheld number" : number.replaceAll("[^0-9A-Za-z+*#._-]", "?");
    }

    private void begin() {
        if (state.isEmpty() && arrival.isPresent()) {
            services.calls().put(call.dialog(), arrival.get().getClass().getSimpleName());
            advance(CONVERSATION.begin(arrival.get()));
            ahead.forEach(this::pressed);
            ahead.clear();
        }
    }

    /** A key may overtake the ACK, or be pressed before a lost ACK is repeated. */
    private void pressed(DtmfDigit digit) {
        if (state.isPresent()) {
            tell(new ConversationEvent.DigitPressed(digit));
        } else if (ahead.size() < DIALLED_AHEAD) {
            ahead.add(digit);
        }
    }

    private void recordingStopped(CallEvent.RecordingStopped stopped) {
        tell(new ConversationEvent.RecordingEnded(stopped.reason(), stopped.length()));
    }

    private void hungUp(HangUpReason reason) {
        if (state.isEmpty()) {
            release(true);
            return;
        }
        if (audio.isRecordingRefused()) {
            LOG.log(System.Logger.Level.WARNING, "A caller hung up whose message could not be recorded.");
        }
        tell(new ConversationEvent.HungUp(reason));
    }

    private void tell(ConversationEvent event) {
        state.ifPresent(current -> advance(CONVERSATION.step(current, event)));
    }

    private void advance(Step step) {
        state = Optional.of(step.state());
        for (ConversationAction action : step.actions()) {
            carryOut(action);
        }
    }

    private void carryOut(ConversationAction action) {
        switch (action) {
            case ConversationAction.Play play -> {
                timer = 0;
                audio.play(play.phrases());
            }
            case ConversationAction.StopPlaying stop -> audio.stopPlaying();
            case ConversationAction.PausePlaying pause -> call.pausePlaying();
            case ConversationAction.ResumePlaying resume -> call.resumePlaying();
            case ConversationAction.SkipPlaying skip -> call.skip(skip.distance());
            case ConversationAction.SetTimer set -> timer = call.setTimer(set.delay());
            case ConversationAction.StartRecording start -> startRecording(start);
            case ConversationAction.StopRecording stop -> call.stopRecording();
            case ConversationAction.DiscardRecording discard -> audio.discardRecording();
            case ConversationAction.StoreMessage store -> store(store);
            case ConversationAction.StoreGreeting store -> storeGreeting();
            case ConversationAction.CheckSignIn check -> checkSignIn(check);
            case ConversationAction.FetchMessages fetch -> fetch(fetch);
            case ConversationAction.MarkHeard mark ->
                owner().ifPresent(owner -> services.mailboxes().markHeard(owner, mark.id(), mark.heard()));
            case ConversationAction.MoveMessage move -> move(move);
            case ConversationAction.ChangePin change -> changePin(change);
            case ConversationAction.HangUp hangUp -> call.hangUp();
            case ConversationAction.Release release -> release(release.kept() && !audio.isRecordingRefused());
        }
    }

    private void release(boolean kept) {
        over = true;
        services.calls().remove(call.offer().callId());
        if (kept) {
            call.release();
        } else {
            audio.abandonRecording();
            call.releaseUnkept();
        }
    }

    private void startRecording(ConversationAction.StartRecording start) {
        timer = 0;
        if (!audio.startRecording(start)) {
            tellLater(new ConversationEvent.RecordingRefused());
        }
    }

    private void store(ConversationAction.StoreMessage store) {
        Optional<CallAudio.AtHand> atHand = audio.recordingAtHand();
        if (atHand.isEmpty()) {
            tellLater(new ConversationEvent.Stored(StoreResult.FAILED));
            return;
        }
        CompletionStage<StoreResult> stored = services.deposits()
                .depositMessage(atHand.get().recording(), atHand.get().header(), store.urgent())
                .thenApply(receipt -> switch (receipt) {
                    case TWO_COPIES -> StoreResult.TWO_COPIES;
                    case SINGLE_COPY -> StoreResult.SINGLE_COPY;
                });
        answer(stored, ConversationEvent.Stored::new, new ConversationEvent.Stored(StoreResult.FAILED));
    }

    private void storeGreeting() {
        Optional<CallAudio.AtHand> atHand = audio.recordingAtHand();
        if (atHand.isEmpty()) {
            tellLater(new ConversationEvent.GreetingStored(Optional.empty()));
            return;
        }
        answer(
                services.deposits()
                        .storeGreeting(atHand.get().recording(), atHand.get().header()),
                receipt -> new ConversationEvent.GreetingStored(
                        Optional.of(atHand.get().header().id())),
                new ConversationEvent.GreetingStored(Optional.empty()));
    }

    private void checkSignIn(ConversationAction.CheckSignIn check) {
        ask(
                () -> switch (services.signIn().check(check.extension(), check.pin())) {
                    case PinCheck.Right right ->
                        new ConversationEvent.SignInChecked(new SignInResult.SignedIn(MailboxOwner.of(right.user())));
                    case PinCheck.Wrong wrong -> new ConversationEvent.SignInChecked(SignInResult.Refused.WRONG_PIN);
                    case PinCheck.LockedOut locked -> new ConversationEvent.SignInChecked(SignInResult.Refused.LOCKED);
                },
                new ConversationEvent.SignInChecked(SignInResult.Refused.NOT_AVAILABLE));
    }

    private void fetch(ConversationAction.FetchMessages fetch) {
        signedIn = Optional.of(fetch.mailbox());
        Set<Folder> folders = fetch.folders();
        ask(
                () -> {
                    List<VoiceMessage> messages = folders.stream()
                            .flatMap(folder ->
                                    services.messages().in(fetch.mailbox(), folder, Conversation.MAX_MESSAGES).stream())
                            .toList();
                    return new ConversationEvent.MessagesFetched(messages);
                },
                new ConversationEvent.MessagesNotFetched());
    }

    private void move(ConversationAction.MoveMessage move) {
        Optional<UserId> owner = owner();
        if (owner.isEmpty()) {
            tellLater(new ConversationEvent.MessageMoved(move.id(), false));
            return;
        }
        answer(
                services.mailboxes().move(owner.get(), move.id(), move.folder(), move.heard()),
                done -> new ConversationEvent.MessageMoved(move.id(), done),
                new ConversationEvent.MessageMoved(move.id(), false));
    }

    private void changePin(ConversationAction.ChangePin change) {
        ask(
                () -> new ConversationEvent.PinChanged(
                        services.signIn().changePin(change.user(), change.pin())
                                ? PinChangeResult.CHANGED
                                : PinChangeResult.FAILED),
                new ConversationEvent.PinChanged(PinChangeResult.FAILED));
    }

    /** The conversation fetches messages only for the one who has signed in; only these may be touched. */
    private Optional<UserId> owner() {
        return signedIn;
    }

    private void tellLater(ConversationEvent event) {
        call.post(event);
    }

    private <T> void answer(
            CompletionStage<T> result, Function<T, ConversationEvent> event, ConversationEvent otherwise) {
        result.whenComplete((value, failure) -> {
            if (failure == null) {
                call.post(event.apply(value));
            } else {
                LOG.log(System.Logger.Level.ERROR, "Something that a caller asked for could not be done.", failure);
                call.post(otherwise);
            }
        });
    }

    /** Does what blocks on a thread of the server, and posts what comes of it. */
    private void ask(Supplier<?> question, Object otherwise) {
        try {
            executor.execute(() -> {
                Object answer = otherwise;
                try {
                    answer = question.get();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "Something that a caller asked for could not be done.", e);
                }
                call.post(answer);
            });
        } catch (RejectedExecutionException e) {
            call.post(otherwise);
        }
    }

    /** Asks for something that blocks. */
    @FunctionalInterface
    interface Asking {
        void ask(Supplier<?> question, Object otherwise);
    }
}
