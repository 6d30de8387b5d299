package org.duovox.port;

import java.util.List;

/** The voice messaging ports in this server's database, of both servers. May block on the database. */
public interface VoicePorts {

    /** By name. */
    List<VoicePort> all();
}
