/** Audio: RTP (RFC 3550, 3551, 4733) on plain NIO, the 20 ms clock, playing, recording. Knows nothing of SIP messages. */
@org.jspecify.annotations.NullMarked
package org.duovox.sip.media;
