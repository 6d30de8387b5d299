package org.duovox.web.health;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.duovox.cluster.Condition;
import org.duovox.cluster.Duty;
import org.duovox.cluster.ServerRole;
import org.duovox.cluster.ServerStatus;

/** For load balancers, without sign-in: 200 when this server can serve clients, else 503. Says nothing more to strangers. */
@WebServlet("/health")
public class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ServerRole role;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean serves = serves(role.status(), role.condition());
        response.setStatus(serves ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().println(serves ? "serves" : "does not serve");
    }

    static boolean serves(ServerStatus status, Condition condition) {
        return status.has(Duty.SERVE_CLIENTS) && condition != Condition.FAILED;
    }
}
