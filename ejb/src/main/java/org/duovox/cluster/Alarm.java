package org.duovox.cluster;

/** The role manager's published alarms; the names appear letter for letter. */
public enum Alarm {
    AutoFailoverInitiated(false),
    AutoFailoverSucceeded(false),
    AutoFailoverFailed(true),
    AutoFailbackInitiated(false),
    AutoFailbackSucceeded(false),
    AutoFailbackFailed(true),
    NoConnectionToPeer(true),
    RegainedPeerCommunication(false),
    SplitBrainDetected(true),
    SbrInitiated(false),
    SbrSuccessful(false),
    SbrFailed(true);

    private final boolean error;

    Alarm(boolean error) {
        this.error = error;
    }

    public boolean isError() {
        return error;
    }
}
