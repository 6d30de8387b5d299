package org.duovox.sip;

/**
 * How the audio of one call came and went (RFC 3550, 6.4.1).
 *
 * @param jitterMillis interarrival jitter, as an estimate
 */
public record MediaStatistics(
        long packetsReceived, long packetsSent, long packetsLost, long packetsRefused, double jitterMillis) {}
