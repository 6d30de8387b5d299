package org.duovox.web.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;
import org.duovox.web.page.Notice;
import org.duovox.web.page.OtherServer;

/** The sign-in page, and who is signed in. */
@Named
@RequestScoped
public class SignInPage {

    private static final String CLUSTER_MANAGEMENT =
            "/serviceability/tools/cluster-management.xhtml?faces-redirect=true";
    private static final String INBOX = "/inbox/inbox.xhtml?faces-redirect=true";
    private static final String SIGN_IN = "/sign-in.xhtml?faces-redirect=true";

    @Inject
    private IdentityStoreHandler accounts;

    @Inject
    private OtherServer other;

    private String name = "";
    private String secret = "";

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getSecret() {
        return "";
    }

    public void setSecret(String secret) {
        this.secret = secret;
    }

    /** Signs in, with a new HTTP session so that nobody can have prepared one. */
    public String signIn() {
        CredentialValidationResult result = accounts.validate(new UsernamePasswordCredential(name.strip(), secret));
        if (result.getStatus() != CredentialValidationResult.Status.VALID) {
            Notice.error(
                    "Name and secret do not belong together. After several wrong tries an account is locked for some time.");
            return "";
        }
        Set<String> roles = result.getCallerGroups();
        if (!roles.contains(Roles.ADMINISTRATOR) && !getOtherInbox().isEmpty()) {
            // Not sent there: the page's policy forbids its form to lead to another host.
            Notice.error("This server does not serve the Inbox now; the other one does.");
            return "";
        }
        HttpServletRequest request = (HttpServletRequest) external().getRequest();
        request.getSession(true);
        request.changeSessionId();
        external()
                .getSessionMap()
                .put(
                        ConsoleAuthentication.SIGNED_IN,
                        new SignedIn(result.getCallerPrincipal().getName(), roles));
        return roles.contains(Roles.ADMINISTRATOR) ? CLUSTER_MANAGEMENT : INBOX;
    }

    /** The address of the other server's Inbox while this server does not serve it and that one does; else "". */
    public String getOtherInbox() {
        HttpServletRequest request = (HttpServletRequest) external().getRequest();
        return other.inboxInstead(request).map(URI::toASCIIString).orElse("");
    }

    public String signOut() {
        external().invalidateSession();
        return SIGN_IN;
    }

    /** Where someone who just gave the server's name goes. */
    public String home() {
        if (external().isUserInRole(Roles.ADMINISTRATOR)) {
            return CLUSTER_MANAGEMENT;
        }
        return external().isUserInRole(Roles.USER) ? INBOX : SIGN_IN;
    }

    public boolean isSomeoneSignedIn() {
        return external().getUserPrincipal() != null;
    }

    public String getSignedInName() {
        return isSomeoneSignedIn() ? external().getUserPrincipal().getName() : "";
    }

    private static ExternalContext external() {
        return FacesContext.getCurrentInstance().getExternalContext();
    }
}
