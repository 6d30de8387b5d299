package org.duovox.sip.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Takes packets away. A packet that cannot be sent is lost, as in the network. */
interface Wire {

    void sendRtp(ByteBuffer packet, InetSocketAddress target);

    void sendRtcp(ByteBuffer packet, InetSocketAddress target);
}
