/** The user's Inbox. */
@org.jspecify.annotations.NullMarked
package org.duovox.web.inbox;
