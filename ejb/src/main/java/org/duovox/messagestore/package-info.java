/** The audio of messages and greetings: recorded, forced, replicated, read. */
@org.jspecify.annotations.NullMarked
package org.duovox.messagestore;
