package org.duovox.cluster.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.duovox.cluster.ClusterSettings;
import org.duovox.cluster.FeatureLevel;
import org.duovox.cluster.Member;
import org.duovox.cluster.NamedThreads;
import org.duovox.cluster.NetworkAnswer;
import org.duovox.cluster.OrderDesk;
import org.duovox.cluster.PeerListener;
import org.duovox.cluster.PingContent;
import org.duovox.cluster.PingFailure;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.RoleLoop;
import org.duovox.cluster.RoleSettings;
import org.duovox.cluster.RoleSurroundings;
import org.duovox.cluster.ServerFigures;
import org.duovox.cluster.ServiceHealth;
import org.duovox.cluster.StoredRole;
import org.duovox.cluster.file.RoleFile;

/** A role loop, its file and its link, as the server's bean puts them together. */
final class LinkedServer implements AutoCloseable {

    /** The machine that builds may be busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final TcpPeerLink link;
    final RoleLoop loop;
    final OrderDesk orders;
    final TestHealth health = new TestHealth();
    volatile FeatureLevel level = FeatureLevel.OURS;
    private final BlockingQueue<RoleChanged> changes = new LinkedBlockingQueue<>();

    LinkedServer(Member self, int tcpPort, SSLContext secret, Path directory) throws IOException {
        InetAddress own = address(self);
        Optional<InetAddress> peer = Optional.of(address(self.peer()));
        RoleFile file = new RoleFile(directory.resolve("role-" + self));
        StoredRole stored = file.read().nextEpoch();
        file.write(stored);
        ClusterSettings settings = new ClusterSettings(self, own, peer, tcpPort, RoleSettings.STANDARD, List.of());
        this.loop = new RoleLoop(
                settings,
                stored,
                stored.epoch() + self.name().hashCode(),
                new RoleSurroundings(
                        file,
                        this::askNetwork,
                        () -> true,
                        () -> ServerFigures.NONE,
                        List.of(health),
                        changes::add,
                        alarm -> {},
                        NamedThreads.factory("test-changes"),
                        failure -> false,
                        System::nanoTime,
                        Clock.systemUTC(),
                        "test"));
        this.link = new TcpPeerLink(new LinkAddresses(own, peer, tcpPort), secret, self, new Release());
        this.orders = new OrderDesk(loop, link);
    }

    /** It neither pings nor answers pings; its connections stay. */
    volatile boolean mute;

    /** The role loop, of a release that the test wants. */
    private final class Release implements PeerListener {

        @Override
        public PingContent content() {
            while (mute) {
                LockSupport.parkNanos(10_000_000);
            }
            PingContent content = loop.content();
            return new PingContent(
                    content.role(),
                    content.figures(),
                    content.wallClock(),
                    content.version(),
                    content.why(),
                    content.steps(),
                    level);
        }

        @Override
        public void heard(PingContent content, boolean proven) {
            loop.heard(content, proven);
        }

        @Override
        public void failed(PingFailure how) {
            loop.failed(how);
        }

        @Override
        public void refused() {
            loop.refused();
        }
    }

    /** A critical service that does what the test wants. */
    static final class TestHealth implements ServiceHealth {

        volatile State state = State.OK;
        volatile boolean hangs;

        @Override
        public String service() {
            return "Database";
        }

        @Override
        public boolean critical() {
            return true;
        }

        @Override
        public State state() {
            while (hangs) {
                LockSupport.parkNanos(10_000_000);
            }
            return state;
        }
    }

    /** As the server's bean does. */
    private NetworkAnswer askNetwork() {
        return link.isRefused()
                ? new NetworkAnswer(NetworkAnswer.Kind.SILENT, "refused")
                : new NetworkAnswer(NetworkAnswer.Kind.ANSWERED, "the test answers");
    }

    static InetAddress address(Member member) throws IOException {
        return InetAddress.getByName(member == Member.PUBLISHER ? "127.0.0.41" : "127.0.0.42");
    }

    LinkedServer start() throws IOException {
        link.start();
        loop.start(link::pingNow);
        return this;
    }

    /** The next change that is as wanted. */
    RoleChanged await(Predicate<RoleChanged> wanted) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            RoleChanged change = changes.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (change == null) {
                throw new AssertionError(
                        "No such change within " + PATIENCE + "; " + loop.view().changes());
            }
            if (wanted.test(change)) {
                return change;
            }
        }
    }

    /** The timeline, oldest first, once that is in it and the peer's steps have come. */
    List<String> steps(String last) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<String> steps = loop.view().timeline().reversed().stream()
                    .map(step -> step.server() + " " + step.what())
                    .toList();
            boolean whole =
                    steps.stream().anyMatch(step -> step.endsWith(last)) && steps.contains("PUBLISHER Secondary");
            if (whole || System.nanoTime() - until > 0) {
                return steps;
            }
            Thread.sleep(20);
        }
    }

    /** As if the process died: its connections are closed, nobody is told. */
    void die() {
        link.close();
        loop.close();
    }

    @Override
    public void close() {
        die();
    }
}
