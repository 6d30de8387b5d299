package org.duovox.tool.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.duovox.tool.terminal.Unable;

/** One server's REST interface for one who signs in with each request. Safe for use by several threads. */
public final class Rest {

    /** A receipt may take 4 s (single-copy rule) and a starting server's first page some seconds on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client;
    private final String address;
    private final String authorization;

    public Rest(String address, String name, String secret, SSLContext trust) {
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .sslContext(trust)
                        .build(),
                address,
                basic(name, secret));
    }

    private Rest(HttpClient client, String address, String authorization) {
        this.client = client;
        this.address = address;
        this.authorization = authorization;
    }

    /** The same server, asked by somebody else. */
    public Rest as(String name, String secret) {
        return new Rest(client, address, basic(name, secret));
    }

    private static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** What the server said: the status and the body. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    public record Answer(int status, byte[] body) {

        public boolean isGood() {
            return status >= 200 && status < 300;
        }

        public Json json() {
            String text = new String(body, StandardCharsets.UTF_8);
            return text.isBlank() ? new Json.Nothing() : Json.parse(text);
        }

        /** The server's own sentence about what was wrong. */
        String complaint() {
            try {
                String error = json().at("error").text();
                return error.isEmpty() ? "status " + status : error;
            } catch (IllegalArgumentException e) {
                return "status " + status;
            }
        }
    }

    /** One request, whatever its outcome; throws when the server cannot be reached. */
    public Answer ask(String method, String path, String body, Duration patience) throws IOException {
        HttpRequest.Builder building = HttpRequest.newBuilder(URI.create("https://" + address + ":8443/rest" + path))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        // Who asks each 10 ms must not make the server hash a password each time.
        if (!path.equals("/ready")) {
            building.header("Authorization", authorization);
        }
        HttpRequest request = building.build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    public Json get(String path) {
        return good("GET", path, "").json();
    }

    public Json post(String path, Json body) {
        return good("POST", path, body.written()).json();
    }

    public Json put(String path, Json body) {
        return good("PUT", path, body.written()).json();
    }

    private Answer good(String method, String path, String body) {
        Answer answer;
        try {
            answer = ask(method, path, body, PATIENCE);
        } catch (IOException e) {
            throw new Unable(
                    "The server at " + address + " does not answer (" + e + "); see ./duovox status, and start it.", e);
        }
        if (answer.status() == 401) {
            throw new Unable("The server at " + address
                    + " does not know this administrator; the password is in the state directory's file"
                    + " administrator.");
        }
        if (!answer.isGood()) {
            throw new Unable(
                    answer.complaint() + (answer.complaint().startsWith("status") ? " to " + method + " " + path : ""));
        }
        return answer;
    }

    /** True when the server answers calls: its status is Primary or Secondary. */
    public boolean isReady() {
        try {
            return ask("GET", "/ready", "", Duration.ofSeconds(2)).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** True when the server runs and an administrator must activate it before it answers calls. */
    public boolean isDeactivated() {
        return status().equals("DEACTIVATED");
    }

    /** What the server says to load balancers: 200 or 503; 0 if it does not answer. */
    public int health() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + address + ":8443/health"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The server's status as it tells everyone, such as PRIMARY; empty if it does not answer. */
    public String status() {
        try {
            return ask("GET", "/ready", "", Duration.ofSeconds(1))
                    .json()
                    .at("status")
                    .text();
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
    }

    public String address() {
        return address;
    }
}
