package org.duovox.sip.media;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.BitSet;

/**
 * Hands out pairs of ports, each time the next of the range, so that a port rests as long as possible before another call
 * gets it.
 */
final class PortRange {

    private final InetAddress address;
    private final int first;
    private final int pairs;
    private final BitSet taken = new BitSet();
    private int next;

    PortRange(InetAddress address, int firstPort, int lastPort) {
        this.address = address;
        this.first = MediaSettings.evenUp(firstPort);
        this.pairs = (lastPort + 1 - first) / 2;
    }

    /**
     * Binds the next free pair. A port that another program holds is passed over.
     *
     * @throws BindException when no pair of the range is free
     * @throws IOException when the system has no more sockets
     */
    synchronized PortPair take() throws IOException {
        for (int tried = 0; tried < pairs; tried++) {
            int index = next;
            next = (next + 1) % pairs;
            if (taken.get(index)) {
                continue;
            }
            try {
                PortPair pair = bind(first + 2 * index);
                taken.set(index);
                return pair;
            } catch (BindException heldByAnother) {
                // The next pair will do.
            }
        }
        throw new BindException("all RTP ports from " + first + " on, " + pairs + " pairs, are in use");
    }

    /** The pair's sockets are closed. */
    synchronized void giveBack(PortPair pair) {
        taken.clear((pair.rtpPort() - first) / 2);
    }

    synchronized int inUse() {
        return taken.cardinality();
    }

    private PortPair bind(int port) throws IOException {
        DatagramChannel rtp = open(port);
        try {
            return new PortPair(port, rtp, open(port + 1));
        } catch (IOException | RuntimeException failed) {
            rtp.close();
            throw failed;
        }
    }

    private DatagramChannel open(int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address.getAddress().length == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            return channel.bind(new InetSocketAddress(address, port));
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }
}
