package org.duovox.sip;

/** Why a recording stopped by itself or was stopped. */
public enum RecordingEnd {
    STOPPED,
    SILENCE,
    MAX_LENGTH,
    HUNG_UP
}
