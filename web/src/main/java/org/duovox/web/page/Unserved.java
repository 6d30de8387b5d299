package org.duovox.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** What filters need to keep something from being served. */
final class Unserved {

    private Unserved() {}

    /** What was asked for, within the application and decoded. */
    static String path(HttpServletRequest request) {
        return request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    /**
     * Tells a program so by 503.
     *
     * @param sentence without a character that JSON would take for its own
     */
    static void tellProgram(HttpServletResponse response, String sentence) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().print("{\"error\":\"" + sentence + "\"}");
    }
}
