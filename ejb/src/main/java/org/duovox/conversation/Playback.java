package org.duovox.conversation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duovox.conversation.ConversationAction.MarkHeard;
import org.duovox.conversation.ConversationAction.MoveMessage;
import org.duovox.conversation.ConversationAction.PausePlaying;
import org.duovox.conversation.ConversationAction.Play;
import org.duovox.conversation.ConversationAction.ResumePlaying;
import org.duovox.conversation.ConversationAction.SetTimer;
import org.duovox.conversation.ConversationAction.SkipPlaying;
import org.duovox.conversation.ConversationState.AtMenu;
import org.duovox.conversation.ConversationState.Moving;
import org.duovox.conversation.Menus.AfterChoice;
import org.duovox.conversation.Menus.ListeningChoice;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.prompt.Phrase;
import org.duovox.prompt.PromptName;

/** A user listens to messages. */
record Playback(ConversationSettings settings, Steps steps) {

    Step chosen(Place.Listening at, ListeningChoice choice) {
        MessageList list = at.list();
        return switch (choice) {
            case RESTART -> listen(list);
            case PROPERTIES -> listen(list, Announcements.properties(list.current()));
            case SAVE -> move(list, Disposal.SAVE);
            case DELETE -> move(list, Disposal.DELETE);
            case UNDELETE -> move(list, Disposal.UNDELETE);
            case REWIND ->
                Steps.go(new AtMenu(at, "", 0), new SkipPlaying(settings.skip().negated()));
            case FAST_FORWARD -> Steps.go(new AtMenu(at, "", 0), new SkipPlaying(settings.skip()));
            case PAUSE -> at.paused() ? resume(at) : pause(at);
            case TO_END -> Steps.at(new Place.AfterMessage(list));
            case BACK -> new UserMenus(steps).main(list.owner());
            case HELP -> listen(list, List.of(Announcements.say(PromptName.LISTENING_HELP)));
        };
    }

    Step chosen(Place.AfterMessage at, AfterChoice choice) {
        MessageList list = at.list();
        return switch (choice) {
            case REPLAY -> listen(list);
            case PROPERTIES -> Steps.at(at, Announcements.properties(list.current()));
            case SAVE -> move(list, Disposal.SAVE);
            case DELETE -> move(list, Disposal.DELETE);
            case MARK_NEW -> move(list, Disposal.MARK_NEW);
            case UNDELETE -> move(list, Disposal.UNDELETE);
            case REWIND -> listenToTheEnd(list);
            case NEXT -> next(list, List.of());
            case BACK -> new UserMenus(steps).main(list.owner());
            case HELP -> Steps.at(at);
        };
    }

    /** Played to the end, so it has been heard, unless it could not be opened. A key that was pressed meanwhile still counts. */
    Step finished(Place.Listening at, String keys, boolean whole) {
        VoiceMessage message = at.list().current();
        Place after = new Place.AfterMessage(at.list());
        Step step = keys.isEmpty()
                ? Steps.at(after, Announcements.received(message))
                : Steps.go(new AtMenu(after, keys, 0), new SetTimer(settings.oneKeyDelay()));
        return whole && !message.heard() && !at.list().isDeleted()
                ? Steps.first(new MarkHeard(message.id(), true), step)
                : step;
    }

    Step moved(Moving state, boolean done) {
        if (!done) {
            return Steps.at(new Place.AfterMessage(state.list()), PromptName.COULD_NOT_BE_DONE);
        }
        PromptName word = switch (state.disposal()) {
            case SAVE -> PromptName.MESSAGE_SAVED;
            case DELETE -> PromptName.MESSAGE_DELETED;
            case MARK_NEW -> PromptName.MESSAGE_MARKED_NEW;
            case UNDELETE -> PromptName.MESSAGE_UNDELETED;
        };
        return next(state.list(), List.of(Announcements.say(word)));
    }

    static Step resume(Place.Listening at) {
        return Steps.go(new AtMenu(new Place.Listening(at.list(), false), "", 0), new ResumePlaying());
    }

    private Step pause(Place.Listening at) {
        return Steps.go(
                new AtMenu(new Place.Listening(at.list(), true), "", 0),
                new PausePlaying(),
                new SetTimer(settings.pause()));
    }

    private Step move(MessageList list, Disposal disposal) {
        MoveMessage move = switch (disposal) {
            case SAVE, UNDELETE -> new MoveMessage(list.current().id(), Folder.SAVED, true);
            case DELETE -> new MoveMessage(list.current().id(), Folder.DELETED, true);
            case MARK_NEW -> new MoveMessage(list.current().id(), Folder.NEW, false);
        };
        return steps.await(new Moving(list, disposal), move);
    }

    private static Step next(MessageList list, List<Phrase> word) {
        if (list.isLast()) {
            List<Phrase> phrases = new ArrayList<>(word);
            phrases.add(Announcements.say(PromptName.NO_MORE_MESSAGES));
            return Steps.at(new Place.UserMenu(list.owner(), MenuName.MAIN), phrases);
        }
        return listen(list.next(), word);
    }

    private static Step listen(MessageList list) {
        return listen(list, List.of());
    }

    private static Step listen(MessageList list, List<Phrase> before) {
        return Steps.at(new Place.Listening(list, false), before);
    }

    /** The last seconds once more. */
    private Step listenToTheEnd(MessageList list) {
        VoiceMessage message = list.current();
        Duration from = message.length().minus(settings.skip());
        Play play = new Play(List.of(new Phrase.MessageAudio(message.id())));
        AtMenu listening = new AtMenu(new Place.Listening(list, false), "", 0);
        return from.isPositive() ? Steps.go(listening, play, new SkipPlaying(from)) : Steps.go(listening, play);
    }
}
