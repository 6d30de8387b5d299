package org.duovox.alarm;

import java.time.Instant;

/**
 * Fired (as an asynchronous CDI event) for every alarm of this server.
 *
 * @param at by this server's clock
 * @param why in an operator's words
 */
public record AlarmRaised(Alarm alarm, Instant at, String why) {}
