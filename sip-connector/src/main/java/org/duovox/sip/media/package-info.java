/**
 * Audio: RTP (RFC 3550, 3551, 4733) on plain NIO, the 20 ms clock, playing, recording. Knows nothing of SIP messages.
 *
 * <p>{@link org.duovox.sip.media.MediaEngine} opens sessions. Everything about one call is in {@code CallAudio}, to which packets
 * and the time are brought, so that it can be tried without sockets or waiting; {@code MediaThread} and {@code RtpSession} bring
 * them.
 */
@org.jspecify.annotations.NullMarked
package org.duovox.sip.media;
