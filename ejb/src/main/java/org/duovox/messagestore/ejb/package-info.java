/** The message store as the server runs it. */
@org.jspecify.annotations.NullMarked
package org.duovox.messagestore.ejb;
