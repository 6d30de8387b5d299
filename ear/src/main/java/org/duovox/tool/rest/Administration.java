package org.duovox.tool.rest;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duovox.tool.terminal.Unable;

/** What an administrator can ask of a server, as sentences. */
public final class Administration {

    private final Rest rest;

    public Administration(Rest rest) {
        this.rest = rest;
    }

    public Rest rest() {
        return rest;
    }

    /** Both servers, as this one sees them. */
    public List<ServerReport> servers() {
        return rest.get("/status").at("servers").items().stream()
                .map(ServerReport::of)
                .toList();
    }

    /** This server of itself; nothing if it does not answer. */
    public Optional<ServerReport> self(Duration patience) {
        try {
            Rest.Answer answer = rest.ask("GET", "/status", "", patience);
            return answer.isGood()
                    ? answer.json().at("servers").items().stream()
                            .map(ServerReport::of)
                            .filter(ServerReport::self)
                            .findFirst()
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Orders something of a server, such as make-primary or stop-taking-calls; returns the sentence about what became of it.
     *
     * @param confirmed it may drop calls
     */
    public String order(String server, String action, boolean confirmed) {
        Map<String, Json> fields = confirmed ? Map.of("confirm", new Json.Text("true")) : Map.of();
        return rest.post("/cluster/" + server + "/" + action, new Json.Fields(fields))
                .at("done")
                .text();
    }

    /** The cluster's servers, and who was not let in. */
    public Json serverList() {
        return rest.get("/cluster/servers");
    }

    /** Lists the second server; returns the sentence about what became of it. */
    public String addServer(String host, String mac, String description) {
        return rest.post("/cluster/servers", fields("host", host, "mac", mac, "description", description))
                .at("done")
                .text();
    }

    /**
     * Takes a server off the list.
     *
     * @param confirmed also while it is in contact
     */
    public String removeServer(String server, boolean confirmed) {
        return order("servers/" + server, "remove", confirmed);
    }

    public Json status() {
        return rest.get("/status");
    }

    public List<StoredMessage> messages() {
        return rest.get("/store/messages").items().stream()
                .map(StoredMessage::of)
                .toList();
    }

    public List<StoredMessage> messagesOf(String extension) {
        return messages().stream().filter(m -> m.mailbox().equals(extension)).toList();
    }

    /** What the owner does with a message: heard, unheard, save, delete or undelete. */
    public void act(String extension, String pin, String id, String verb) {
        rest.as(extension, pin)
                .post("/mailboxes/" + extension + "/messages/" + id + "/" + verb, new Json.Fields(Map.of()));
    }

    public void addPhoneSystem(String name) {
        rest.post("/phonesystems", fields("name", name));
    }

    public void addPortGroup(
            String name, String phoneSystem, String host, int sipPort, String transport, boolean lamps) {
        Map<String, Json> values = new LinkedHashMap<>();
        values.put("name", Json.of(name));
        values.put("phoneSystem", Json.of(phoneSystem));
        values.put("host", Json.of(host));
        values.put("sipPort", Json.of(sipPort));
        values.put("transport", Json.of(transport));
        values.put("mwiEnabled", Json.of(lamps));
        rest.post("/portgroups", new Json.Fields(values));
    }

    public void addPorts(String portGroup, String server, int count) {
        Map<String, Json> values = new LinkedHashMap<>();
        values.put("portGroup", Json.of(portGroup));
        values.put("server", Json.of(server));
        values.put("count", Json.of(count));
        rest.post("/ports", new Json.Fields(values));
    }

    public void addUser(String extension, String name, String pin, String phoneSystem) {
        rest.post("/users", fields("extension", extension, "name", name, "pin", pin, "phoneSystem", phoneSystem));
    }

    public void setPin(String extension, String pin) {
        rest.put("/users/" + extension + "/pin", fields("pin", pin));
    }

    /** One of phonesystems, portgroups, ports, users. */
    public List<Json> list(String collection) {
        return rest.get("/" + collection).items();
    }

    public boolean hasOne(String collection, String field, String value) {
        return list(collection).stream().anyMatch(item -> item.at(field).text().equals(value));
    }

    private static Json fields(String... namesAndValues) {
        Map<String, Json> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], Json.of(namesAndValues[i + 1]));
        }
        return new Json.Fields(values);
    }

    /** The first server that answers. */
    public static Administration anyOf(List<Administration> servers) {
        return servers.stream()
                .filter(server -> server.rest.isReady())
                .findFirst()
                .orElseThrow(() ->
                        new Unable("No server is running; start them with ./duovox start publisher and ./duovox start"
                                + " subscriber."));
    }
}
