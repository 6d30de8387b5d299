package org.duovox.conversation;

import java.util.List;

/** What to do after an event, in this order, and the state to hand in with the next one. */
public record Step(ConversationState state, List<ConversationAction> actions) {

    public Step {
        actions = List.copyOf(actions);
    }
}
