package org.duovox.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duovox.conversation.ConversationAction.Play;
import org.duovox.conversation.ConversationAction.SetTimer;
import org.duovox.conversation.ConversationAction.StopPlaying;
import org.duovox.prompt.Phrase;
import org.duovox.prompt.PromptName;

/** The steps that lead to each kind of state. */
record Steps(ConversationSettings settings) {

    /** Nothing happens. */
    static Step stay(ConversationState state) {
        return new Step(state, List.of());
    }

    static Step go(ConversationState state, ConversationAction... actions) {
        return new Step(state, List.of(actions));
    }

    /** The same step, with this done first. */
    static Step first(ConversationAction action, Step step) {
        List<ConversationAction> actions = new ArrayList<>(List.of(action));
        actions.addAll(step.actions());
        return new Step(step.state(), actions);
    }

    /** To a place: says something, then what is always said there. */
    static Step at(Place place, List<Phrase> before) {
        return at(place, before, 0);
    }

    static Step at(Place place, PromptName... before) {
        return at(place, phrases(before), 0);
    }

    static Step at(Place place, List<Phrase> before, int repeats) {
        return go(new ConversationState.AtMenu(place, "", repeats), play(before, Announcements.at(place)));
    }

    static Step ask(NumberAsked asked, PromptName... before) {
        return ask(asked, 0, before);
    }

    static Step ask(NumberAsked asked, int repeats, PromptName... before) {
        return go(
                new ConversationState.Entering(asked, Digits.NONE, repeats),
                play(phrases(before), List.of(Announcements.asking(asked))));
    }

    /** Says something, then the recording tone; when that is over, recording starts. */
    static Step beep(Draft draft, PromptName... before) {
        return go(
                new ConversationState.Beeping(draft),
                play(phrases(before), List.of(Announcements.say(PromptName.BEEP))));
    }

    static Step goodbye(PromptName... before) {
        return goodbye(Optional.empty(), before);
    }

    static Step goodbye(Optional<Draft> unsaved, PromptName... before) {
        return go(
                new ConversationState.SayingGoodbye(unsaved),
                play(phrases(before), List.of(Announcements.say(PromptName.GOODBYE))));
    }

    /** Waits for the answer to an action in silence; after a while the caller is asked for patience. */
    Step await(ConversationState waiting, ConversationAction action) {
        return go(waiting, new StopPlaying(), action, new SetTimer(settings.patience()));
    }

    private static List<Phrase> phrases(PromptName... names) {
        return List.of(names).stream().map(Announcements::say).toList();
    }

    private static Play play(List<Phrase> before, List<Phrase> then) {
        List<Phrase> phrases = new ArrayList<>(before);
        phrases.addAll(then);
        return new Play(phrases);
    }
}
