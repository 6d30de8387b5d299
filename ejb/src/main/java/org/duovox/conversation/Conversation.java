package org.duovox.conversation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.duovox.conversation.ConversationAction.DiscardRecording;
import org.duovox.conversation.ConversationAction.HangUp;
import org.duovox.conversation.ConversationAction.Play;
import org.duovox.conversation.ConversationAction.Release;
import org.duovox.conversation.ConversationAction.SetTimer;
import org.duovox.conversation.ConversationAction.StopPlaying;
import org.duovox.conversation.ConversationAction.StopRecording;
import org.duovox.conversation.ConversationAction.StoreMessage;
import org.duovox.conversation.ConversationEvent.DigitPressed;
import org.duovox.conversation.ConversationEvent.GreetingStored;
import org.duovox.conversation.ConversationEvent.HungUp;
import org.duovox.conversation.ConversationEvent.MessageMoved;
import org.duovox.conversation.ConversationEvent.MessagesFetched;
import org.duovox.conversation.ConversationEvent.MessagesNotFetched;
import org.duovox.conversation.ConversationEvent.PinChanged;
import org.duovox.conversation.ConversationEvent.PlayFinished;
import org.duovox.conversation.ConversationEvent.RecordingEnded;
import org.duovox.conversation.ConversationEvent.RecordingRefused;
import org.duovox.conversation.ConversationEvent.SignInChecked;
import org.duovox.conversation.ConversationEvent.Stored;
import org.duovox.conversation.ConversationEvent.TimerExpired;
import org.duovox.conversation.ConversationState.AtMenu;
import org.duovox.conversation.ConversationState.Beeping;
import org.duovox.conversation.ConversationState.ChangingPin;
import org.duovox.conversation.ConversationState.CheckingSignIn;
import org.duovox.conversation.ConversationState.Entering;
import org.duovox.conversation.ConversationState.Fetching;
import org.duovox.conversation.ConversationState.Finishing;
import org.duovox.conversation.ConversationState.Gone;
import org.duovox.conversation.ConversationState.HangingUp;
import org.duovox.conversation.ConversationState.Moving;
import org.duovox.conversation.ConversationState.Over;
import org.duovox.conversation.ConversationState.Recording;
import org.duovox.conversation.ConversationState.SayingGoodbye;
import org.duovox.conversation.ConversationState.StoringGreeting;
import org.duovox.conversation.ConversationState.StoringMessage;
import org.duovox.conversation.ConversationState.Waiting;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.prompt.PromptName;
import org.duovox.sip.DtmfDigit;

/** The telephone conversation: what happens next is decided here and carried out by the call desk. Holds no state. */
public final class Conversation {

    /** Messages that are read out in one call: more than anyone listens to, and they travel with the state. */
    public static final int MAX_MESSAGES = 100;

    private final ConversationSettings settings;
    private final Recorder recorder;
    private final NumberEntry numbers;
    private final UserMenus users;
    private final Playback playback;

    public Conversation(ConversationSettings settings) {
        this.settings = settings;
        Steps steps = new Steps(settings);
        recorder = new Recorder(settings, steps);
        numbers = new NumberEntry(settings, steps);
        users = new UserMenus(steps);
        playback = new Playback(settings, steps);
    }

    /** The call has been answered and audio flows. */
    public Step begin(Arrival arrival) {
        return switch (arrival) {
            case Arrival.ForUser call -> Steps.at(new Place.Greeted(call.owner()));
            case Arrival.FromOwnPhone call ->
                Steps.ask(new NumberAsked.SignInPin(call.extension().digits(), true, 0));
            case Arrival.FromElsewhere call -> Steps.ask(new NumberAsked.SignInId(0), PromptName.OPENING_GREETING);
        };
    }

    /** Something happened. An event that means nothing in this state changes nothing. */
    public Step step(ConversationState state, ConversationEvent event) {
        return switch (event) {
            case DigitPressed pressed -> pressed(state, pressed.digit());
            case PlayFinished finished -> finished(state, finished.whole());
            case TimerExpired expired -> expired(state);
            case HungUp hungUp -> hungUp(state);
            case RecordingEnded end when state instanceof Recording recording -> recorder.ended(recording.draft(), end);
            case RecordingEnded end -> Steps.stay(state);
            case RecordingRefused refused -> refused(state);
            case Stored stored
            when state instanceof StoringMessage storing -> recorder.stored(storing, stored.result());
            case Stored stored -> gone(state, stored.result() == StoreResult.FAILED);
            case GreetingStored stored
            when state instanceof StoringGreeting storing -> Recorder.stored(storing, stored.greeting());
            case GreetingStored stored
            when state instanceof Gone && stored.greeting().isEmpty() -> discardAndRelease();
            case GreetingStored stored -> gone(state, false);
            case SignInChecked checked
            when state instanceof CheckingSignIn checking -> numbers.checked(checking, checked.result());
            case SignInChecked checked -> Steps.stay(state);
            case MessagesFetched fetched
            when state instanceof Fetching fetching -> users.fetched(fetching, fetched.messages());
            case MessagesFetched fetched -> Steps.stay(state);
            case MessagesNotFetched failed when state instanceof Fetching fetching -> UserMenus.notFetched(fetching);
            case MessagesNotFetched failed -> Steps.stay(state);
            case MessageMoved moved
            when state instanceof Moving moving && moving.list().current().id().equals(moved.id()) ->
                playback.moved(moving, moved.done());
            case MessageMoved moved -> Steps.stay(state);
            case PinChanged changed
            when state instanceof ChangingPin changing -> numbers.changed(changing, changed.result());
            case PinChanged changed -> Steps.stay(state);
        };
    }

    private Step pressed(ConversationState state, DtmfDigit digit) {
        return switch (state) {
            case AtMenu at -> chosen(at, at.keys() + digit.key(), false);
            case Entering entering -> numbers.pressed(entering, digit.key());
            case Beeping beeping ->
                digit == DtmfDigit.STAR ? beforeRecordingCancelled(beeping.draft()) : Steps.stay(state);
            case Recording recording ->
                digit == DtmfDigit.POUND ? Steps.go(state, new StopRecording()) : Steps.stay(state);
            case Waiting waiting -> Steps.stay(state);
            case SayingGoodbye goodbye -> Steps.stay(state);
            case Finishing finishing -> Steps.stay(state);
        };
    }

    private static Step beforeRecordingCancelled(Draft draft) {
        return switch (draft.purpose()) {
            case MESSAGE -> Steps.ask(new NumberAsked.SignInId(0));
            case GREETING -> Steps.at(Recorder.greetingMenu(draft), PromptName.GREETING_CANCELLED);
        };
    }

    /** What the keys choose here; if time is up, no more will come. */
    private Step chosen(AtMenu at, String keys, boolean timeUp) {
        return switch (at.place()) {
            case Place.Greeted place ->
                chosen(at, keys, timeUp, Menus.GREETED, choice -> recorder.chosen(place, choice));
            case Place.ReviewingMessage place ->
                chosen(at, keys, timeUp, Menus.REVIEW_MESSAGE, choice -> recorder.chosen(place, place.draft(), choice));
            case Place.NotStored place ->
                chosen(
                        at,
                        keys,
                        timeUp,
                        Menus.REVIEW_WITHOUT_URGENT,
                        choice -> recorder.chosen(place, place.draft(), choice));
            case Place.ReviewingGreeting place ->
                chosen(
                        at,
                        keys,
                        timeUp,
                        Menus.REVIEW_WITHOUT_URGENT,
                        choice -> recorder.chosen(place, place.draft(), choice));
            case Place.UserMenu place ->
                chosen(at, keys, timeUp, Menus.of(place.name()), choice -> users.chosen(place, choice));
            case Place.Listening place ->
                chosen(
                        at,
                        keys,
                        timeUp,
                        place.list().isDeleted() ? Menus.LISTENING_TO_DELETED : Menus.LISTENING,
                        choice -> playback.chosen(place, choice));
            case Place.AfterMessage place ->
                chosen(
                        at,
                        keys,
                        timeUp,
                        place.list().isDeleted() ? Menus.AFTER_DELETED : Menus.AFTER_MESSAGE,
                        choice -> playback.chosen(place, choice));
        };
    }

    private <C extends Enum<C>> Step chosen(
            AtMenu at, String keys, boolean timeUp, Menu<C> menu, Function<C, Step> carryOut) {
        if (!timeUp && menu.isBeginning(keys)) {
            AtMenu waiting = new AtMenu(at.place(), keys, at.repeats());
            SetTimer timer = new SetTimer(settings.oneKeyDelay());
            return at.place() instanceof Place.Listening
                    ? Steps.go(waiting, timer)
                    : Steps.go(waiting, new StopPlaying(), timer);
        }
        Optional<C> choice = menu.choice(keys);
        return choice.isPresent() ? carryOut.apply(choice.get()) : unknownKey(at);
    }

    /** A wrong key does not interrupt a greeting or a message; elsewhere it is told, and counts as a repeat. */
    private Step unknownKey(AtMenu at) {
        AtMenu forgotten = new AtMenu(at.place(), "", at.repeats());
        return switch (at.place()) {
            case Place.Greeted place -> Steps.stay(forgotten);
            case Place.Listening place ->
                place.paused() ? Steps.go(forgotten, new SetTimer(settings.pause())) : Steps.stay(forgotten);
            case Place.ReviewingMessage place -> again(at, PromptName.NOT_A_CHOICE);
            case Place.NotStored place -> again(at, PromptName.NOT_A_CHOICE);
            case Place.ReviewingGreeting place -> again(at, PromptName.NOT_A_CHOICE);
            case Place.UserMenu place -> again(at, PromptName.NOT_A_CHOICE);
            case Place.AfterMessage place -> again(at, PromptName.NOT_A_CHOICE);
        };
    }

    private Step again(AtMenu at, PromptName... before) {
        return at.repeats() >= settings.repeats()
                ? givenUp(at.place())
                : Steps.at(
                        at.place(),
                        List.of(before).stream().map(Announcements::say).toList(),
                        at.repeats() + 1);
    }

    /** The caller has not chosen anything for too long. A message that was not cancelled is sent. */
    private Step givenUp(Place place) {
        return switch (place) {
            case Place.ReviewingMessage at -> recorder.store(at.draft(), true);
            case Place.NotStored at -> recorder.store(at.draft(), true);
            case Place.ReviewingGreeting at -> Steps.first(new DiscardRecording(), Steps.goodbye());
            case Place.Greeted at -> Steps.goodbye();
            case Place.UserMenu at -> Steps.goodbye();
            case Place.Listening at -> Steps.goodbye();
            case Place.AfterMessage at -> Steps.goodbye();
        };
    }

    private Step finished(ConversationState state, boolean whole) {
        return switch (state) {
            case AtMenu at ->
                switch (at.place()) {
                    case Place.Greeted place -> Recorder.greeted(place, whole);
                    case Place.Listening place -> playback.finished(place, at.keys(), whole);
                    case Place.ReviewingMessage place -> waitForKey(state);
                    case Place.NotStored place -> waitForKey(state);
                    case Place.ReviewingGreeting place -> waitForKey(state);
                    case Place.UserMenu place -> waitForKey(state);
                    case Place.AfterMessage place -> waitForKey(state);
                };
            case Entering entering -> waitForKey(state);
            case Beeping beeping -> recorder.start(beeping.draft());
            case SayingGoodbye goodbye -> Steps.go(new HangingUp(goodbye.unsaved()), new HangUp());
            case Recording recording -> Steps.stay(state);
            case Waiting waiting -> Steps.stay(state);
            case Finishing finishing -> Steps.stay(state);
        };
    }

    private Step waitForKey(ConversationState state) {
        return Steps.go(state, new SetTimer(settings.inactivity()));
    }

    private Step expired(ConversationState state) {
        return switch (state) {
            case AtMenu at ->
                at.keys().isEmpty() ? inactive(at) : chosen(new AtMenu(at.place(), "", at.repeats()), at.keys(), true);
            case Entering entering -> numbers.entered(entering);
            case Waiting waiting -> askForPatience(state);
            case Beeping beeping -> Steps.stay(state);
            case Recording recording -> Steps.stay(state);
            case SayingGoodbye goodbye -> Steps.stay(state);
            case Finishing finishing -> Steps.stay(state);
        };
    }

    private Step inactive(AtMenu at) {
        return switch (at.place()) {
            case Place.Greeted place -> Steps.stay(at);
            case Place.Listening place -> place.paused() ? Playback.resume(place) : Steps.stay(at);
            case Place.ReviewingMessage place -> again(at);
            case Place.NotStored place -> again(at);
            case Place.ReviewingGreeting place -> again(at);
            case Place.UserMenu place -> again(at);
            case Place.AfterMessage place -> again(at);
        };
    }

    private static Step askForPatience(ConversationState state) {
        return Steps.go(state, new Play(List.of(Announcements.say(PromptName.ONE_MOMENT))));
    }

    private static Step refused(ConversationState state) {
        return switch (state) {
            case AtMenu at
            when at.place() instanceof Place.Greeted place ->
                Recorder.refused(Draft.of(Purpose.MESSAGE, place.owner()));
            case Beeping beeping -> Recorder.refused(beeping.draft());
            case Recording recording -> Recorder.refused(recording.draft());
            case AtMenu at -> Steps.stay(state);
            case Entering entering -> Steps.stay(state);
            case Waiting waiting -> Steps.stay(state);
            case SayingGoodbye goodbye -> Steps.stay(state);
            case Finishing finishing -> Steps.stay(state);
        };
    }

    /** What was said is stored, unless it was cancelled; a greeting that was not accepted is thrown away. */
    private static Step hungUp(ConversationState state) {
        return switch (state) {
            case AtMenu at ->
                switch (at.place()) {
                    case Place.ReviewingMessage place -> storeAndGo(place.draft(), true);
                    case Place.NotStored place -> storeAndGo(place.draft(), false);
                    case Place.ReviewingGreeting place -> discardAndRelease();
                    case Place.Greeted place -> release();
                    case Place.UserMenu place -> release();
                    case Place.Listening place -> release();
                    case Place.AfterMessage place -> release();
                };
            case Recording recording ->
                switch (recording.draft().purpose()) {
                    case MESSAGE -> storeAndGo(recording.draft(), true);
                    case GREETING -> discardAndRelease();
                };
            case StoringMessage storing -> Steps.stay(new Gone(Optional.of(storing.draft())));
            case StoringGreeting storing -> Steps.stay(new Gone(Optional.empty()));
            case SayingGoodbye goodbye -> lastTry(goodbye.unsaved());
            case HangingUp hangingUp -> lastTry(hangingUp.unsaved());
            case Entering entering -> release();
            case Beeping beeping -> release();
            case Waiting waiting -> release();
            case Gone gone -> Steps.stay(state);
            case Over over -> Steps.stay(state);
        };
    }

    private static Step lastTry(Optional<Draft> unsaved) {
        return unsaved.isPresent() ? storeAndGo(unsaved.get(), false) : release();
    }

    private static Step storeAndGo(Draft draft, boolean retry) {
        return Steps.go(
                new Gone(retry ? Optional.of(draft) : Optional.empty()),
                new StoreMessage(draft.owner().id(), draft.urgent()));
    }

    /** The answer that the release waited for. */
    private static Step gone(ConversationState state, boolean failed) {
        if (!(state instanceof Gone gone)) {
            return Steps.stay(state);
        }
        if (!failed) {
            return release();
        }
        return gone.retry()
                .map(draft -> storeAndGo(draft, false))
                .orElseGet(() -> Steps.go(new Over(), new Release(false)));
    }

    private static Step discardAndRelease() {
        return Steps.first(new DiscardRecording(), release());
    }

    private static Step release() {
        return Steps.go(new Over(), new Release(true));
    }
}
