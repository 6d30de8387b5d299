package org.duovox.conversation;

import java.time.Duration;

/**
 * What an administrator may set.
 *
 * @param maxMessage longest message
 * @param maxGreeting longest greeting
 * @param endSilence silence that ends a recording
 * @param shortestRecording what is shorter is thrown away, with a word
 * @param skip how far rewind and fast-forward go
 * @param oneKeyDelay how long a key that may be the first of several waits for the next one
 * @param inactivity silence after a prompt before it is repeated; between the digits of a number
 * @param pause longest pause in a message, then playing goes on: a forgotten phone must not hold a port for ever
 * @param patience how long a disk or the peer may take before the caller is asked for patience
 * @param repeats of a menu, and wrong keys in it, before we say goodbye
 * @param signInTries wrong ones that end the call
 */
public record ConversationSettings(
        Duration maxMessage,
        Duration maxGreeting,
        Duration endSilence,
        Duration shortestRecording,
        Duration skip,
        Duration oneKeyDelay,
        Duration inactivity,
        Duration pause,
        Duration patience,
        int repeats,
        int signInTries) {

    /** The product's defaults (product-facts.md, 2.4; the one-key delay is the field's). */
    public static final ConversationSettings DEFAULT = new ConversationSettings(
            Duration.ofSeconds(300),
            Duration.ofSeconds(90),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofMillis(1500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            3,
            3);
}
