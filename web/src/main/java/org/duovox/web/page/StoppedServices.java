package org.duovox.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.duovox.service.Service;
import org.duovox.service.ejb.ServiceDesk;

/**
 * Says 503 for what belongs to a service that an administrator stopped. The pages of Serviceability and the list of services stay,
 * so that it can be started again.
 */
@WebFilter("/*")
public class StoppedServices extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Pattern ALWAYS = Pattern.compile("/rest/(ready|cluster/[a-z]+/services(/.*)?)");

    private static final Pattern INBOX = Pattern.compile("/(rest/mailboxes|inbox)(/.*)?");

    private static final Pattern CONFIGURATION =
            Pattern.compile("/(administration|rest/(phonesystems|portgroups|ports|users|cluster/servers))(/.*)?");

    private static final Pattern REST = Pattern.compile("/rest(/.*)?");

    @Inject
    private transient ServiceDesk services;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = Unserved.path(request);
        Optional<Service> stopped =
                needs(path).stream().filter(service -> !services.runs(service)).findFirst();
        if (stopped.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        String sentence =
                stopped.get().title() + " was stopped on this server by an administrator; the other server may serve.";
        if (REST.matcher(path).matches()) {
            Unserved.tellProgram(response, sentence);
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, sentence);
        }
    }

    /** The services without which an address is not served. */
    static List<Service> needs(String path) {
        if (ALWAYS.matcher(path).matches()) {
            return List.of();
        }
        boolean rest = REST.matcher(path).matches();
        if (INBOX.matcher(path).matches()) {
            return rest ? List.of(Service.REST_SERVICE, Service.INBOX) : List.of(Service.INBOX);
        }
        if (CONFIGURATION.matcher(path).matches()) {
            return rest ? List.of(Service.REST_SERVICE, Service.ADMINISTRATION) : List.of(Service.ADMINISTRATION);
        }
        return rest ? List.of(Service.REST_SERVICE) : List.of();
    }
}
