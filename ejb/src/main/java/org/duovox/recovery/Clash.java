package org.duovox.recovery;

/**
 * Both servers were told something else of the same thing while they were apart.
 *
 * @param mailbox a user's id, or none for what belongs to no mailbox
 * @param what of it, in an operator's words
 * @param publisher what the publisher was told
 * @param subscriber what the subscriber was told
 * @param kept what both have now, and why
 */
public record Clash(String mailbox, String what, String publisher, String subscriber, String kept) {}
