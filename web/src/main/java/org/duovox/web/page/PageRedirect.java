package org.duovox.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page that updates itself does not follow a plain redirect; this is how Faces tells it to go elsewhere. */
public final class PageRedirect {

    private PageRedirect() {}

    /** Whether a page asks for a part of itself. */
    public static boolean isWithinPage(HttpServletRequest request) {
        return "partial/ajax".equals(request.getHeader("Faces-Request"));
    }

    /**
     * Sends the page that asked elsewhere.
     *
     * @param url without a character that XML would take for its own
     */
    public static void within(String url, HttpServletResponse response) throws IOException {
        response.setContentType("text/xml;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter()
                .write("<?xml version='1.0' encoding='UTF-8'?><partial-response><redirect url=\"" + url
                        + "\"/></partial-response>");
    }
}
