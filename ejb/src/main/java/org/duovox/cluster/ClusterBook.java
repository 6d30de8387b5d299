package org.duovox.cluster;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pages may ask, kept up to date by the role loop. */
final class ClusterBook implements ClusterView {

    private static final String NOT_MET = "not met since this server started";

    private static final String NOT_LISTED = "not in the list of servers";

    private static final String NO_HOSTS =
            "No hosts are configured for the network check: only phone systems are asked";

    private final ClusterSettings settings;
    private final Clock clock;
    private final Deque<StatusChange> changes = new ArrayDeque<>();
    private final Timeline timeline;
    private ServerView own;
    private ServerView peer;
    private Optional<PingContent> peerSaid = Optional.empty();
    private boolean peerInContact;
    private @Nullable Duration skew;
    private @Nullable String warning;

    ClusterBook(ClusterSettings settings, Clock clock, String version) {
        this.settings = settings;
        this.clock = clock;
        this.timeline = new Timeline(settings.self());
        Instant now = clock.instant();
        this.own = new ServerView(
                settings.self(),
                settings.own().getHostAddress(),
                ServerStatus.STARTING,
                now,
                "the server starts",
                ServerFigures.NONE,
                version);
        this.peer = new ServerView(
                settings.self().peer(),
                written(settings.peer()),
                ServerStatus.NOT_FUNCTIONING,
                now,
                settings.peer().isPresent() ? NOT_MET : NOT_LISTED,
                ServerFigures.NONE,
                "");
        checkHosts(settings.checkHosts());
    }

    private static String written(Optional<InetAddress> address) {
        return address.map(InetAddress::getHostAddress).orElse("");
    }

    /** The list of servers was changed. */
    synchronized void peerAddress(Optional<InetAddress> listed) {
        boolean met =
                peerInContact || !(peer.why().equals(NOT_MET) || peer.why().equals(NOT_LISTED));
        String why = listed.isEmpty() ? NOT_LISTED : met ? peer.why() : NOT_MET;
        peer = new ServerView(
                peer.member(), written(listed), peer.status(), peer.since(), why, peer.figures(), peer.version());
    }

    /** The hosts that are asked before a takeover were changed. */
    synchronized void checkHosts(List<ClusterSettings.HostPort> hosts) {
        if (hosts.isEmpty()) {
            warning = NO_HOSTS;
        } else if (NO_HOSTS.equals(warning)) {
            warning = null;
        }
    }

    @Override
    public Member self() {
        return settings.self();
    }

    @Override
    public synchronized ServerView server(Member member) {
        return member == settings.self() ? own : peer;
    }

    @Override
    public synchronized List<StatusChange> changes() {
        return List.copyOf(changes);
    }

    @Override
    public List<TimelineStep> timeline() {
        return timeline.all();
    }

    /** For the way to and from the peer. */
    Timeline steps() {
        return timeline;
    }

    @Override
    public synchronized Optional<Duration> clockSkew() {
        return peerInContact ? Optional.ofNullable(skew) : Optional.empty();
    }

    @Override
    public synchronized Optional<String> warning() {
        return Optional.ofNullable(warning);
    }

    /** The reason of this server's status, as a ping carries it; empty while the book has another status. */
    synchronized String whyOf(ServerStatus status) {
        String why = own.status() == status ? own.why() : "";
        return why.substring(0, Math.min(why.length(), PingContent.LONGEST_WHY));
    }

    synchronized ServerFigures ownFigures() {
        return own.figures();
    }

    synchronized void ownFigures(ServerFigures figures) {
        own = new ServerView(own.member(), own.address(), own.status(), own.since(), own.why(), figures, own.version());
    }

    synchronized void peerSaid(PingContent content) {
        peerSaid = Optional.of(content);
        skew = Duration.between(clock.instant(), content.wallClock());
        peer = new ServerView(
                peer.member(),
                peer.address(),
                peer.status(),
                peer.since(),
                peer.why(),
                content.figures(),
                content.version());
    }

    synchronized void networkSaid(NetworkAnswer answer) {
        warning = answer.kind() == NetworkAnswer.Kind.ANSWERED ? null : "Network check: " + answer.what();
    }

    synchronized void changed(Instant at, Member member, ServerStatus before, ServerStatus now, String why) {
        if (member == settings.self()) {
            own = new ServerView(own.member(), own.address(), now, at, why, own.figures(), own.version());
            timeline.add(at, TimelineStep.Kind.STATUS, now.title(), why);
        } else {
            peer = new ServerView(peer.member(), peer.address(), now, at, why, peer.figures(), peer.version());
        }
        changes.addFirst(new StatusChange(at, member, before, now, why));
        if (changes.size() > CHANGES) {
            changes.removeLast();
        }
    }

    /** A peer without contact is shown as Not Functioning. */
    synchronized void peerShows(RoleState state) {
        RoleReport report = state.peer().report();
        peerInContact = state.peer().inContact();
        ServerStatus shown = peerInContact && report != null ? report.status() : ServerStatus.NOT_FUNCTIONING;
        String why = peerInContact ? peersReason(shown) : "no contact";
        if (shown != peer.status()) {
            changed(
                    clock.instant(),
                    settings.self().peer(),
                    peer.status(),
                    shown,
                    why.isEmpty() ? "the peer says so" : why);
        } else if (peerInContact && !why.isEmpty() && !why.equals(peer.why())) {
            // The status came with a ping that did not carry its reason yet.
            peer = new ServerView(
                    peer.member(), peer.address(), shown, peer.since(), why, peer.figures(), peer.version());
        }
    }

    private String peersReason(ServerStatus shown) {
        return peerSaid.filter(said -> said.role().status() == shown)
                .map(PingContent::why)
                .orElse("");
    }
}
