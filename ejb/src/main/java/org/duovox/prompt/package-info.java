/** What callers hear: the system's prompts, spoken numbers and times, greetings and messages. */
@org.jspecify.annotations.NullMarked
package org.duovox.prompt;
