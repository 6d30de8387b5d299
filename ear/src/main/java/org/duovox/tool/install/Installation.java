package org.duovox.tool.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duovox.tool.rest.Administration;
import org.duovox.tool.terminal.Unable;

/**
 * Two servers on this machine: their home, their base directories and their addresses.
 *
 * @param top of the checkout
 * @param state holds the base directories, the administrator's password and the process ids
 */
public record Installation(Path top, Path state, Addresses addresses) {

    /** As the script and the environment say. */
    public static Installation fromEnvironment(Map<String, String> environment) {
        Path top = Path.of(environment.getOrDefault("DUOVOX_TOP", "."))
                .toAbsolutePath()
                .normalize();
        Path state = environment.containsKey("DUOVOX_STATE")
                ? Path.of(environment.get("DUOVOX_STATE")).toAbsolutePath().normalize()
                : top.resolve(".duovox");
        return new Installation(top, state, Addresses.of(state, environment));
    }

    /** Another pair of servers from the same home. */
    public Installation beside(String name, Addresses others) {
        return new Installation(top, state.resolve(name), others);
    }

    /** Shared by all pairs of a checkout, read-only. */
    Path home() {
        return top.resolve(".duovox/home");
    }

    Path archive() {
        return top.resolve("ear/target/duovox.ear");
    }

    Path scripts() {
        return top.resolve("ear/src/server");
    }

    Path administratorFile() {
        return state.resolve("administrator");
    }

    public Administrator administrator() {
        return Administrator.in(administratorFile());
    }

    public Server server(Member member) {
        return new Server(this, member);
    }

    public List<Server> servers() {
        return List.of(server(Member.PUBLISHER), server(Member.SUBSCRIBER));
    }

    /** The first server that answers. */
    public Administration anyServer() {
        return Administration.anyOf(servers().stream()
                .filter(server -> server.process().isPresent())
                .map(Server::administration)
                .toList());
    }

    /** Throws away everything that both servers know; they must not be running. */
    public void forget() {
        servers().forEach(server -> {
            server.process().ifPresent(process -> {
                throw new Unable("The " + server + " of an earlier run still runs, with its files in " + state
                        + "; wait until process " + process.pid() + " has ended, or end it, and try again.");
            });
        });
        if (!Files.exists(state)) {
            return;
        }
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + state, e);
        }
    }
}
