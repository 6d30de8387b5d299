package org.duovox.tool.campaign;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.duovox.tool.install.Server;

/**
 * What one person's browser does with both servers' pages: keeps cookies, sends forms, goes where it is sent. Runs no scripts; who
 * uses it says what they would have done. For one thread.
 */
final class Browser {

    private static final int MOST_HOPS = 5;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, HttpClient> clients = new LinkedHashMap<>();

    /**
     * What a server showed.
     *
     * @param address where that was in the end
     */
    record Page(URI address, int status, String text) {}

    Browser(List<Server> servers) {
        CookieManager cookies = new CookieManager();
        for (Server server : servers) {
            clients.put(
                    server.address(),
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(Duration.ofSeconds(5))
                            .cookieHandler(cookies)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .sslContext(server.trust())
                            .build());
        }
    }

    /** Gets a page. */
    Page open(URI address, Duration patience) throws IOException {
        return follow(address, HttpRequest.newBuilder(address).build(), patience);
    }

    /** Sends a form that replaces the whole page. */
    Page submit(URI address, Map<String, String> fields, Duration patience) throws IOException {
        return follow(address, post(address, fields).build(), patience);
    }

    /** Sends a form whose answer changes parts of the page; where it sends the page is told there, not by a redirect. */
    Page click(URI address, Map<String, String> fields, Duration patience) throws IOException {
        HttpRequest request = post(address, fields)
                .header("Faces-Request", "partial/ajax")
                .header("X-Requested-With", "XMLHttpRequest")
                .build();
        HttpResponse<String> response = send(request, patience);
        return new Page(address, response.statusCode(), response.body());
    }

    private static HttpRequest.Builder post(URI address, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(address).header("Content-Type", FORM).POST(BodyPublishers.ofString(body));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Page follow(URI first, HttpRequest request, Duration patience) throws IOException {
        URI address = first;
        HttpResponse<String> response = send(request, patience);
        for (int hops = 0; response.statusCode() / 100 == 3 && hops < MOST_HOPS; hops++) {
            address = address.resolve(response.headers().firstValue("Location").orElse(""));
            response = send(HttpRequest.newBuilder(address).build(), patience);
        }
        return new Page(address, response.statusCode(), response.body());
    }

    /** The request's own timeout ends with the headers; this one bounds the body, too. */
    private HttpResponse<String> send(HttpRequest request, Duration patience) throws IOException {
        HttpClient client = clients.get(request.uri().getHost());
        if (client == null) {
            throw new IOException("sent to " + request.uri() + ", which is neither server");
        }
        CompletableFuture<HttpResponse<String>> response = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return response.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } finally {
            response.cancel(true);
        }
    }
}
