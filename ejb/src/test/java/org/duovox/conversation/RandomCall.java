package org.duovox.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.duovox.conversation.ConversationAction.Play;
import org.duovox.conversation.ConversationAction.StartRecording;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.prompt.Phrase;
import org.duovox.prompt.PromptName;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.HangUpReason;
import org.duovox.sip.RecordingEnd;

/** One call of a random caller: a desk that keeps its contract, answers as chance has it, and watches the conversation. */
final class RandomCall {

    private static final int LONGEST = 150;
    private static final Duration SHORTEST = ConversationSettings.DEFAULT.shortestRecording();
    private static final String KEYS = "0123456789*#ABCD";

    /** What callers know by heart. */
    private static final String[] HABITS = {
        "2580#", "4711#2580#", "1379#1379#", "4311379#1379#", "412", "31", "32", "1", "#"
    };

    private enum AtHand {
        NOTHING,
        RECORDING,
        RECORDED
    }

    private final Random random;
    private final Set<Class<?>> visited;
    private final Conversation conversation = new Conversation(ConversationSettings.DEFAULT);
    private final List<Object> story = new ArrayList<>();
    private final List<Supplier<ConversationEvent>> answers = new ArrayList<>();
    private ConversationState state = new ConversationState.Over();
    private String habit = "";
    private boolean playing;
    private boolean timer;
    private boolean hangingUp;
    private boolean hungUp;
    private boolean lineDead;
    private int released;
    private AtHand atHand = AtHand.NOTHING;
    private boolean isMessage;
    private boolean worthKeeping;
    private int storesWaiting;
    private int storesFailed;
    private boolean stored;

    /** Notes which states, places and questions the caller came to. */
    RandomCall(Random random, Set<Class<?>> visited) {
        this.random = random;
        this.visited = visited;
    }

    int run() {
        Step first = conversation.begin(
                switch (random.nextInt(3)) {
                    case 0 -> new Arrival.FromOwnPhone(Caller.ANN.extension());
                    case 1 -> new Arrival.FromElsewhere();
                    default ->
                        new Arrival.ForUser(Caller.ANN.withGreeting(
                                random.nextBoolean() ? Optional.empty() : Optional.of(new MessageId("greeting-1"))));
                });
        follow(new ConversationEvent.TimerExpired(), first);
        int events = 0;
        for (; !hungUp; events++) {
            happens(events < LONGEST ? nextEvent() : hangUp());
        }
        for (; !answers.isEmpty(); events++) {
            happens(takeAnswer());
        }
        assertThat(released).as("times released").isEqualTo(1);
        return events;
    }

    /** What happened last. */
    List<Object> story() {
        return story.subList(Math.max(0, story.size() - 16), story.size());
    }

    private void happens(ConversationEvent event) {
        story.add(event);
        follow(event, conversation.step(state, event));
        boolean somethingWillHappen =
                playing || timer || hangingUp || lineDead || !answers.isEmpty() || atHand == AtHand.RECORDING;
        assertThat(somethingWillHappen || released == 1)
                .as("not stuck in " + state)
                .isTrue();
    }

    private ConversationEvent nextEvent() {
        while (true) {
            switch (random.nextInt(12)) {
                case 0, 1 -> {
                    if (playing) {
                        playing = false;
                        return new ConversationEvent.PlayFinished(random.nextInt(10) > 0);
                    }
                }
                case 2 -> {
                    if (timer) {
                        timer = false;
                        return new ConversationEvent.TimerExpired();
                    }
                }
                case 3, 4, 5 -> {
                    if (!answers.isEmpty()) {
                        return takeAnswer();
                    }
                }
                case 6 -> {
                    if (atHand == AtHand.RECORDING) {
                        return recordingEnds();
                    }
                }
                case 7 -> {
                    if (hangingUp || lineDead || random.nextInt(30) == 0) {
                        return hangUp();
                    }
                }
                default -> {
                    return digit();
                }
            }
        }
    }

    private ConversationEvent digit() {
        if (habit.isEmpty()) {
            habit = random.nextInt(3) == 0 ? oneOf(HABITS) : String.valueOf(KEYS.charAt(random.nextInt(KEYS.length())));
        }
        char key = habit.charAt(0);
        habit = habit.substring(1);
        return new ConversationEvent.DigitPressed(DtmfDigit.ofKey(key).orElseThrow());
    }

    private ConversationEvent recordingEnds() {
        if (random.nextInt(10) == 0) {
            atHand = AtHand.NOTHING;
            return new ConversationEvent.RecordingRefused();
        }
        RecordingEnd[] ends = {RecordingEnd.STOPPED, RecordingEnd.SILENCE, RecordingEnd.MAX_LENGTH};
        return recorded(oneOf(ends));
    }

    private ConversationEvent recorded(RecordingEnd reason) {
        Duration length = Duration.ofMillis(random.nextInt(20_000));
        Duration silence = reason == RecordingEnd.SILENCE ? ConversationSettings.DEFAULT.endSilence() : Duration.ZERO;
        atHand = AtHand.RECORDED;
        worthKeeping = isMessage && length.minus(silence).compareTo(SHORTEST) >= 0;
        return new ConversationEvent.RecordingEnded(reason, length);
    }

    /** The end of the recording comes first, mostly; the conversation must not rely on it. */
    private ConversationEvent hangUp() {
        if (atHand == AtHand.RECORDING && random.nextInt(10) > 0) {
            lineDead = true;
            return recorded(RecordingEnd.HUNG_UP);
        }
        if (atHand == AtHand.RECORDING) {
            recorded(RecordingEnd.HUNG_UP);
            worthKeeping = isMessage;
        }
        hungUp = true;
        return new ConversationEvent.HungUp(hangingUp ? HangUpReason.US : HangUpReason.CALLER);
    }

    private ConversationEvent takeAnswer() {
        return answers.remove(random.nextInt(answers.size())).get();
    }

    private void follow(ConversationEvent event, Step step) {
        state = step.state();
        story.add(step);
        visited.add(state.getClass());
        if (state instanceof ConversationState.AtMenu at) {
            visited.add(at.place().getClass());
        } else if (state instanceof ConversationState.Entering entering) {
            visited.add(entering.asked().getClass());
        }
        for (ConversationAction action : step.actions()) {
            assertThat(released).as("nothing happens after the release").isZero();
            carryOut(event, action);
        }
    }

    private void carryOut(ConversationEvent event, ConversationAction action) {
        switch (action) {
            case Play play -> {
                playing = true;
                timer = false;
                if (play.phrases().contains(new Phrase.Prompt(PromptName.MESSAGE_SENT))) {
                    assertThat(stored).as("stored when sent is said").isTrue();
                }
                if (play.phrases().contains(new Phrase.CurrentRecording())) {
                    assertThat(atHand).isEqualTo(AtHand.RECORDED);
                }
            }
            case ConversationAction.StopPlaying stop -> playing = false;
            case ConversationAction.PausePlaying pause -> assertThat(playing).isTrue();
            case ConversationAction.ResumePlaying resume -> assertThat(playing).isTrue();
            case ConversationAction.SkipPlaying skip -> assertThat(playing).isTrue();
            case ConversationAction.SetTimer set -> timer = true;
            case StartRecording start -> start(start);
            case ConversationAction.StopRecording stop -> assertThat(atHand).isEqualTo(AtHand.RECORDING);
            case ConversationAction.DiscardRecording discard -> discard(event);
            case ConversationAction.StoreMessage store -> store();
            case ConversationAction.StoreGreeting store -> storeGreeting();
            case ConversationAction.CheckSignIn check -> answers.add(this::signInChecked);
            case ConversationAction.FetchMessages fetch -> answers.add(this::messages);
            case ConversationAction.MarkHeard mark -> {}
            case ConversationAction.MoveMessage move ->
                answers.add(() -> new ConversationEvent.MessageMoved(move.id(), random.nextInt(4) > 0));
            case ConversationAction.ChangePin change ->
                answers.add(() -> new ConversationEvent.PinChanged(oneOf(PinChangeResult.values())));
            case ConversationAction.HangUp hangUp -> {
                assertThat(hangingUp).as("hung up twice").isFalse();
                hangingUp = true;
            }
            case ConversationAction.Release release -> release(release.kept());
        }
    }

    private void start(StartRecording start) {
        assertThat(atHand).as("a recording is not overwritten").isEqualTo(AtHand.NOTHING);
        atHand = AtHand.RECORDING;
        isMessage = start.purpose() == Purpose.MESSAGE;
        storesFailed = 0;
        playing = false;
        timer = false;
    }

    private void discard(ConversationEvent event) {
        assertThat(atHand).isEqualTo(AtHand.RECORDED);
        if (worthKeeping) {
            assertThat(event).isInstanceOf(ConversationEvent.DigitPressed.class);
            DtmfDigit digit = ((ConversationEvent.DigitPressed) event).digit();
            assertThat(digit).as("the caller's wish").isIn(DtmfDigit.STAR, DtmfDigit.SIX);
        }
        atHand = AtHand.NOTHING;
    }

    private void store() {
        assertThat(storesWaiting).as("one store at a time").isZero();
        assertThat(atHand).isEqualTo(AtHand.RECORDED);
        assertThat(isMessage).isTrue();
        storesWaiting++;
        stored = false;
        answers.add(() -> {
            storesWaiting--;
            StoreResult result = oneOf(StoreResult.values());
            stored = result != StoreResult.FAILED;
            storesFailed += stored ? 0 : 1;
            atHand = stored ? AtHand.NOTHING : AtHand.RECORDED;
            return new ConversationEvent.Stored(result);
        });
    }

    private void storeGreeting() {
        assertThat(atHand).isEqualTo(AtHand.RECORDED);
        assertThat(isMessage).isFalse();
        storesWaiting++;
        answers.add(() -> {
            storesWaiting--;
            boolean done = random.nextBoolean();
            atHand = done ? AtHand.NOTHING : AtHand.RECORDED;
            return new ConversationEvent.GreetingStored(
                    done ? Optional.of(new MessageId("greeting-2")) : Optional.empty());
        });
    }

    private void release(boolean kept) {
        released++;
        assertThat(hungUp).as("released after the end").isTrue();
        assertThat(storesWaiting).as("stores that the release must wait for").isZero();
        assertThat(kept).as("the receipt").isEqualTo(atHand != AtHand.RECORDED);
        if (atHand == AtHand.RECORDED) {
            assertThat(isMessage).as("a greeting is stored or discarded").isTrue();
            assertThat(storesFailed).as("tries before we give up").isGreaterThanOrEqualTo(2);
        } else {
            assertThat(atHand).isEqualTo(AtHand.NOTHING);
        }
    }

    private ConversationEvent signInChecked() {
        return new ConversationEvent.SignInChecked(
                random.nextInt(3) > 0 ? new SignInResult.SignedIn(Caller.ANN) : oneOf(SignInResult.Refused.values()));
    }

    private ConversationEvent messages() {
        if (random.nextInt(10) == 0) {
            return new ConversationEvent.MessagesNotFetched();
        }
        List<VoiceMessage> messages = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            messages.add(Caller.message(i, oneOf(Folder.values()), random.nextBoolean()));
        }
        return new ConversationEvent.MessagesFetched(messages);
    }

    private <T> T oneOf(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
