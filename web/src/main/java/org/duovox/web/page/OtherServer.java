package org.duovox.web.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.duovox.cluster.Duty;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerRole;
import org.duovox.configuration.ServerEntry;
import org.duovox.configuration.ejb.ServerListDesk;

/** Where users are served while this server's status does not serve them (guide, table 3-1). Never blocks. */
@ApplicationScoped
public class OtherServer {

    /** The page that users want, on either server. */
    public static final String INBOX = "/inbox/inbox.xhtml";

    @Inject
    private ServerRole role;

    @Inject
    private ServerListDesk list;

    /** Whether users are to go elsewhere. */
    public boolean isWanted() {
        return !role.has(Duty.SERVE_CLIENTS);
    }

    /**
     * The same page of the other server; nothing when that one does not serve users either, or cannot be reached.
     *
     * @param path of ours, decoded
     * @param httpsPort on which this server listens, for the other one is installed alike
     */
    public Optional<URI> with(String path, int httpsPort) {
        return with(list.servers(), role.self(), path, httpsPort);
    }

    /** The address of the other server's Inbox, while this server does not serve it and that one does. */
    public Optional<URI> inboxInstead(HttpServletRequest request) {
        return isWanted() ? with(INBOX, request.getLocalPort()) : Optional.empty();
    }

    /** The host comes from the list of servers, whatever the request says: nobody is sent anywhere else. */
    static Optional<URI> with(List<ServerEntry> servers, Member self, String path, int httpsPort) {
        return servers.stream()
                .filter(entry -> entry.member() != self && entry.status().has(Duty.SERVE_CLIENTS))
                .findFirst()
                .map(entry -> address(entry.server().host(), path, httpsPort));
    }

    private static URI address(String host, String path, int httpsPort) {
        try {
            return new URI("https", null, host, httpsPort, path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("There is no address for " + path, e);
        }
    }
}
