package org.duovox.cluster;

/** The role manager as the link sees it. Never blocks. */
public interface PeerListener {

    /** What to tell the peer now. */
    PingContent content();

    /**
     * The peer told its role.
     *
     * @param proven a request and its response have passed, so both directions work
     */
    void heard(PingContent content, boolean proven);

    void failed(PingFailure how);

    /** The peer answered that it does not list this server; comes before the failure that this is, too. */
    void refused();
}
