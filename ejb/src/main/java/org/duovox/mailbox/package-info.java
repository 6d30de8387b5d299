/** Voice messages and what their owners did with them. */
@org.jspecify.annotations.NullMarked
package org.duovox.mailbox;
