package org.duovox.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.duovox.cluster.ServerRole;

/**
 * A server that is Deactivated or Starting serves no users (guide, table 3-1): it sends them to the other server. Programs are told
 * by 503, with a link (RFC 8288), for their passwords are not for whoever answers there. Administrators are served.
 */
@WebFilter({"/inbox/*", "/rest/mailboxes/*"})
public class ServedElsewhere extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient OtherServer other;

    @Inject
    private transient ServerRole role;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!other.isWanted() || isSignOut(request)) {
            chain.doFilter(request, response);
        } else if (request.getServletPath().startsWith("/rest")) {
            refuse(response, there(request, Unserved.path(request)));
        } else {
            send(request, response);
        }
    }

    private void refuse(HttpServletResponse response, Optional<URI> there) throws IOException {
        there.ifPresent(address -> response.setHeader("Link", "<" + address.toASCIIString() + ">; rel=\"alternate\""));
        Unserved.tellProgram(
                response,
                "This server is %s and serves no mailboxes; the other server %s."
                        .formatted(
                                role.status().title(),
                                there.isPresent() ? "does" : "does not either, or cannot be reached"));
    }

    private void send(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        boolean within = PageRedirect.isWithinPage(request);
        Optional<URI> there = there(request, within ? OtherServer.INBOX : Unserved.path(request));
        if (there.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            request.getRequestDispatcher("/errors/nobody-serves.html").forward(request, response);
        } else if (within) {
            PageRedirect.within(there.get().toASCIIString(), response);
        } else {
            // 302: whatever was sent here, the other server is only asked for its page.
            response.sendRedirect(there.get().toASCIIString());
        }
    }

    private Optional<URI> there(HttpServletRequest request, String path) {
        return other.with(path, request.getLocalPort());
    }

    /** The one click that means this server. */
    private static boolean isSignOut(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getParameter("signOut:go") != null;
    }
}
