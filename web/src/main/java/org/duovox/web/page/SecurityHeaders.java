package org.duovox.web.page;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells browsers what they must not do with our answers; error pages too, and what is shown in place of a page. */
@WebFilter(
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.FORWARD})
public class SecurityHeaders extends HttpFilter {

    /** A year in seconds, as RFC 6797 suggests. Browsers ignore it where the certificate is not trusted. */
    private static final String HTTPS_ONLY = "max-age=31536000";

    /** For what is not a page of Faces; those name a nonce for their scripts (web.xml). */
    private static final String NO_SCRIPTS =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath();
        response.setHeader("Strict-Transport-Security", HTTPS_ONLY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (!path.endsWith(".xhtml")) {
            response.setHeader("Content-Security-Policy", NO_SCRIPTS);
        }
        if (!path.startsWith("/jakarta.faces.resource/") && !path.startsWith("/resources/")) {
            // Whoever takes the chair after sign-out must not find the last page by going back.
            response.setHeader("Cache-Control", "no-store");
        }
        chain.doFilter(request, response);
    }
}
