package org.duovox.tool.fault;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duovox.tool.install.Pair;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Json;
import org.duovox.tool.terminal.Wait;

/** What can happen to a server so that the other one has to take over. */
public enum Fault {
    KILL("kill -9") {
        @Override
        public void make(Server server, Scene scene) {
            server.killNow();
        }

        @Override
        public void mend(Server server, Scene scene) {
            scene.pair().start(scene.properties());
        }
    },
    HANG("SIGSTOP") {
        @Override
        public void make(Server server, Scene scene) {
            server.signal("STOP");
        }

        @Override
        public void mend(Server server, Scene scene) {
            server.signal("CONT");
        }
    },
    CUT("cut link") {
        @Override
        public void make(Server server, Scene scene) {
            scene.links().cut(server.address(), scene.other(server).address());
        }

        @Override
        public void mend(Server server, Scene scene) {
            scene.links().heal();
        }
    },
    /** No file of the process can grow: its database commits nothing, its store records nothing, its log is silent. */
    DATABASE("failed database") {
        @Override
        public void make(Server server, Scene scene) {
            Links.run(List.of("prlimit", "--pid", server.processId(), "--fsize=1:unlimited"));
        }

        // A database whose log broke off is opened anew, as an administrator would do once the disk is well.
        @Override
        public void mend(Server server, Scene scene) {
            server.kill();
            scene.pair().start(scene.properties());
        }
    },
    /** Moves the Primary status from the publisher only (guide, table 3-4). */
    SERVICE("stopped critical service") {
        @Override
        public void make(Server server, Scene scene) {
            order(server, "stop");
        }

        @Override
        public void mend(Server server, Scene scene) {
            order(server, "start");
            Wait.pause(COUNTS_AS_WELL);
        }

        private void order(Server server, String order) {
            server.administration()
                    .rest()
                    .post(
                            "/cluster/" + server.member().word() + "/services/notifier/" + order,
                            new Json.Fields(Map.of()));
        }
    };

    private static final Duration COUNTS_AS_WELL = Duration.ofSeconds(11);

    private final String title;

    Fault(String title) {
        this.title = title;
    }

    /**
     * Where it happens.
     *
     * @param links of the {@link Enclosure} in which the servers are
     * @param properties with which servers are started again
     */
    public record Scene(Pair pair, Links links, Map<String, String> properties) {

        public Server other(Server server) {
            return pair.server(server.member().peer());
        }
    }

    /** The disk under a {@link #DATABASE} that failed is well again; the database is only when the server has been started anew. */
    public static void letFilesGrow(Server server) {
        Links.run(List.of("prlimit", "--pid", server.processId(), "--fsize=unlimited:unlimited"));
    }

    public String title() {
        return title;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public abstract void make(Server server, Scene scene);

    /** Puts an end to it; the servers may need some time to be Primary and Secondary again. */
    public abstract void mend(Server server, Scene scene);
}
