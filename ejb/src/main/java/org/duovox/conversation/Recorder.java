package org.duovox.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.duovox.conversation.ConversationAction.DiscardRecording;
import org.duovox.conversation.ConversationAction.StartRecording;
import org.duovox.conversation.ConversationAction.StoreGreeting;
import org.duovox.conversation.ConversationAction.StoreMessage;
import org.duovox.conversation.ConversationEvent.RecordingEnded;
import org.duovox.conversation.ConversationState.HangingUp;
import org.duovox.conversation.ConversationState.Recording;
import org.duovox.conversation.ConversationState.StoringGreeting;
import org.duovox.conversation.ConversationState.StoringMessage;
import org.duovox.conversation.Menus.GreetedChoice;
import org.duovox.conversation.Menus.ReviewChoice;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.prompt.Phrase;
import org.duovox.prompt.PromptName;
import org.duovox.sip.RecordingEnd;

/**
 * Takes messages and greetings. A message that was recorded ends as stored unless its caller cancels it or records it again; a
 * greeting only when its user accepts it.
 */
record Recorder(ConversationSettings settings, Steps steps) {

    Step chosen(Place.Greeted at, GreetedChoice choice) {
        return switch (choice) {
            case SKIP -> Steps.beep(Draft.of(Purpose.MESSAGE, at.owner()));
            case SIGN_IN -> Steps.ask(new NumberAsked.SignInId(0));
        };
    }

    /** The greeting was heard; if the recorded one could not be, the system's is. */
    static Step greeted(Place.Greeted at, boolean whole) {
        return whole || at.owner().greeting().isEmpty()
                ? Steps.beep(Draft.of(Purpose.MESSAGE, at.owner()))
                : Steps.at(new Place.Greeted(at.owner().withGreeting(Optional.empty())));
    }

    Step start(Draft draft) {
        Duration longest = switch (draft.purpose()) {
            case MESSAGE -> settings.maxMessage();
            case GREETING -> settings.maxGreeting();
        };
        return Steps.go(
                new Recording(draft),
                new StartRecording(draft.purpose(), draft.owner().id(), longest, settings.endSilence()));
    }

    /** The store cannot take a recording now. */
    static Step refused(Draft draft) {
        return switch (draft.purpose()) {
            case MESSAGE -> Steps.goodbye(PromptName.CANNOT_TAKE_A_MESSAGE, PromptName.TRY_AGAIN_LATER);
            case GREETING -> Steps.at(greetingMenu(draft), PromptName.NOT_AVAILABLE_NOW);
        };
    }

    Step ended(Draft draft, RecordingEnded end) {
        Duration silence = end.reason() == RecordingEnd.SILENCE ? settings.endSilence() : Duration.ZERO;
        if (end.length().minus(silence).compareTo(settings.shortestRecording()) < 0) {
            return Steps.first(new DiscardRecording(), tooShort(draft, end.reason()));
        }
        return switch (end.reason()) {
            case HUNG_UP ->
                switch (draft.purpose()) {
                    case MESSAGE -> store(draft, true);
                    case GREETING -> Steps.go(new HangingUp(Optional.empty()), new DiscardRecording());
                };
            case STOPPED, SILENCE -> Steps.at(review(draft));
            case MAX_LENGTH ->
                Steps.at(
                        review(draft),
                        switch (draft.purpose()) {
                            case MESSAGE -> PromptName.LONGEST_MESSAGE_REACHED;
                            case GREETING -> PromptName.LONGEST_GREETING_REACHED;
                        });
        };
    }

    private Step tooShort(Draft draft, RecordingEnd reason) {
        if (reason == RecordingEnd.HUNG_UP) {
            return Steps.stay(new HangingUp(Optional.empty()));
        }
        return switch (draft.purpose()) {
            case MESSAGE ->
                draft.tooShort() + 1 < settings.repeats()
                        ? Steps.beep(draft.saidTooLittle(), PromptName.MESSAGE_TOO_SHORT)
                        : Steps.goodbye(PromptName.MESSAGE_TOO_SHORT);
            case GREETING -> Steps.at(greetingMenu(draft), PromptName.GREETING_TOO_SHORT);
        };
    }

    /** At a message: to be sent, or after it could not be stored. */
    Step chosen(Place at, Draft draft, ReviewChoice choice) {
        return switch (choice) {
            case ACCEPT ->
                switch (draft.purpose()) {
                    case MESSAGE -> store(draft, false);
                    case GREETING ->
                        steps.await(
                                new StoringGreeting(draft),
                                new StoreGreeting(draft.owner().id()));
                };
            case URGENT ->
                Steps.at(
                        new Place.ReviewingMessage(draft.toggleUrgent()),
                        draft.urgent() ? PromptName.NOT_URGENT : PromptName.MARKED_URGENT);
            case LISTEN -> Steps.at(at, List.of(new Phrase.CurrentRecording()));
            case RECORD_AGAIN ->
                Steps.first(new DiscardRecording(), Steps.beep(Draft.of(draft.purpose(), draft.owner())));
            case CANCEL ->
                Steps.first(
                        new DiscardRecording(),
                        switch (draft.purpose()) {
                            case MESSAGE -> Steps.goodbye(PromptName.MESSAGE_CANCELLED);
                            case GREETING -> Steps.at(greetingMenu(draft), PromptName.GREETING_CANCELLED);
                        });
            case HELP -> Steps.at(at);
        };
    }

    /** Nothing was chosen for too long: what was said is sent, for the caller has not cancelled it. */
    Step store(Draft draft, boolean last) {
        return steps.await(
                new StoringMessage(draft, last), new StoreMessage(draft.owner().id(), draft.urgent()));
    }

    Step stored(StoringMessage state, StoreResult result) {
        return switch (result) {
            case TWO_COPIES, SINGLE_COPY -> Steps.goodbye(PromptName.MESSAGE_SENT);
            case FAILED ->
                state.last()
                        ? Steps.goodbye(Optional.of(state.draft()), PromptName.MESSAGE_NOT_STORED)
                        : Steps.at(new Place.NotStored(state.draft()), PromptName.MESSAGE_NOT_STORED);
        };
    }

    static Step stored(StoringGreeting state, Optional<MessageId> greeting) {
        Draft draft = state.draft();
        return greeting.isPresent()
                ? Steps.at(
                        new Place.UserMenu(draft.owner().withGreeting(greeting), MenuName.GREETING),
                        PromptName.GREETING_STORED)
                : Steps.at(new Place.ReviewingGreeting(draft), PromptName.GREETING_NOT_STORED);
    }

    private static Place review(Draft draft) {
        return switch (draft.purpose()) {
            case MESSAGE -> new Place.ReviewingMessage(draft);
            case GREETING -> new Place.ReviewingGreeting(draft);
        };
    }

    static Place greetingMenu(Draft draft) {
        return new Place.UserMenu(draft.owner(), MenuName.GREETING);
    }
}
