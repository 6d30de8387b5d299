/** What the server does about messages by itself. */
@org.jspecify.annotations.NullMarked
package org.duovox.mailbox.ejb;
