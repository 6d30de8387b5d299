/** The message store on files: a log of what is recorded, forced for all calls at once, and a file for each kept message. */
@org.jspecify.annotations.NullMarked
package org.duovox.messagestore.file;
