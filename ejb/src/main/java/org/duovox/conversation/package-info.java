/** What a caller hears and may do, as a pure state machine. {@link org.duovox.conversation.Conversation} is the way in. */
@org.jspecify.annotations.NullMarked
package org.duovox.conversation;
