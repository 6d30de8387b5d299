package org.duovox.tool.phone;

import java.net.InetSocketAddress;

/** What we need of a session description (RFC 4566): where the audio goes, and which payload type carries digits. */
record AudioDescription(InetSocketAddress rtp, int eventPayloadType) {

    /** No telephone-event was offered. */
    static final int NO_EVENTS = -1;

    /** Ours, in all our offers and answers. */
    static final int OUR_EVENTS = 101;

    static AudioDescription read(String sdp) {
        String host = "";
        int port = 0;
        int events = NO_EVENTS;
        for (String line : sdp.split("\r?\n", -1)) {
            if (line.startsWith("c=IN IP4 ")) {
                host = line.substring(9).strip();
            } else if (line.startsWith("m=audio ")) {
                port = Integer.parseInt(line.split(" ", -1)[1]);
            } else if (line.startsWith("a=rtpmap:") && line.contains("telephone-event")) {
                events = Integer.parseInt(line.substring(9, line.indexOf(' ')));
            }
        }
        if (host.isEmpty() || port == 0) {
            throw new IllegalArgumentException("no audio in the session description");
        }
        return new AudioDescription(new InetSocketAddress(host, port), events);
    }

    static String write(InetSocketAddress rtp, long version) {
        String host = rtp.getAddress().getHostAddress();
        return String.join(
                        "\r\n",
                        "v=0",
                        "o=phone 1 " + version + " IN IP4 " + host,
                        "s=-",
                        "c=IN IP4 " + host,
                        "t=0 0",
                        "m=audio " + rtp.getPort() + " RTP/AVP 0 " + OUR_EVENTS,
                        "a=rtpmap:0 PCMU/8000",
                        "a=rtpmap:" + OUR_EVENTS + " telephone-event/8000",
                        "a=fmtp:" + OUR_EVENTS + " 0-15",
                        "a=ptime:20",
                        "a=sendrecv")
                + "\r\n";
    }
}
