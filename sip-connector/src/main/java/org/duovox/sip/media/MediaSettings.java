package org.duovox.sip.media;

import java.net.InetAddress;
import java.time.Duration;

/**
 * How media sessions are set up on this server.
 *
 * @param localAddress the address that sockets are bound to
 * @param advertisedAddress the address that peers are told; differs from the local one behind NAT or on a shared address
 * @param firstRtpPort lowest port of the range; RTP takes the even ports, RTCP the odd one above (RFC 3550, 11)
 * @param lastRtpPort highest port of the range
 * @param silenceLimit how long a peer that should send may send nothing, RTP or RTCP, before the listener is told
 * @param reorderWindow how long a recording waits for a late packet, 60 ms to 500 ms
 * @param mediaThreads 1 or {@value #MAX_THREADS}
 * @param steadySilence whether silence is sent while nothing is played, for peers that take a pause for a broken call; else
 *     one packet every 10 s keeps the path open (RFC 6263)
 */
public record MediaSettings(
        InetAddress localAddress,
        InetAddress advertisedAddress,
        int firstRtpPort,
        int lastRtpPort,
        Duration silenceLimit,
        Duration reorderWindow,
        int mediaThreads,
        boolean steadySilence) {

    /** One thread carries about a thousand calls; a second is for the far end of that. */
    public static final int MAX_THREADS = 2;

    /** A packet of the longest accepted length (60 ms) must fit into the window. */
    private static final Duration SHORTEST_WINDOW = Duration.ofMillis(60);

    /** The window's buffer holds one second, which must also take a packet at either end. */
    private static final Duration LONGEST_WINDOW = Duration.ofMillis(500);

    public MediaSettings {
        if (firstRtpPort < 1024 || lastRtpPort > 65535 || evenUp(firstRtpPort) + 1 > lastRtpPort) {
            throw new IllegalArgumentException("no pair of ports in " + firstRtpPort + " to " + lastRtpPort);
        }
        if (silenceLimit.isNegative() || silenceLimit.isZero()) {
            throw new IllegalArgumentException("the silence limit is above zero");
        }
        if (reorderWindow.compareTo(SHORTEST_WINDOW) < 0 || reorderWindow.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("the reorder window is 60 to 500 ms long");
        }
        if (mediaThreads < 1 || mediaThreads > MAX_THREADS) {
            throw new IllegalArgumentException("1 to " + MAX_THREADS + " media threads");
        }
    }

    /** The product's settings on an address: RTP ports 16384 to 21511, 20 s, 200 ms, one thread. */
    public static MediaSettings on(InetAddress address) {
        return new MediaSettings(
                address, address, 16384, 21511, Duration.ofSeconds(20), Duration.ofMillis(200), 1, false);
    }

    /** The same with another port range. */
    public MediaSettings withPorts(int first, int last) {
        return new MediaSettings(
                localAddress, advertisedAddress, first, last, silenceLimit, reorderWindow, mediaThreads, steadySilence);
    }

    static int evenUp(int port) {
        return port + (port & 1);
    }
}
