package org.duovox.cluster;

/**
 * Knows some of this server's figures and leaves the others zero; the role manager adds what all beans of this type say.
 * Asked every 200 ms on a thread of the role manager's own; may block shortly.
 */
@FunctionalInterface
public interface ServerFiguresSource {

    ServerFigures figures();

    /** One picture of two sources that know different things. */
    static ServerFigures sum(ServerFigures one, ServerFigures other) {
        return new ServerFigures(
                one.portsTotal() + other.portsTotal(),
                one.portsInService() + other.portsInService(),
                one.takingCalls() || other.takingCalls(),
                one.callsInProgress() + other.callsInProgress(),
                one.backlogEntries() + other.backlogEntries(),
                Math.max(one.lagMillis(), other.lagMillis()),
                one.singleCopyMessages() + other.singleCopyMessages());
    }
}
