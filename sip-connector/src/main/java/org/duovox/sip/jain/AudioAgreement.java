package org.duovox.sip.jain;

import java.net.InetSocketAddress;
import org.duovox.sip.Codec;
import org.duovox.sip.media.MediaSession.Direction;

/**
 * What both sides agreed upon (RFC 3264).
 *
 * @param peer where the peer listens
 * @param telephoneEventPayloadType or -1
 * @param direction from our point of view
 * @param stream index of the m= line that carries the audio
 */
record AudioAgreement(
        InetSocketAddress peer, Codec codec, int telephoneEventPayloadType, Direction direction, int stream) {}
