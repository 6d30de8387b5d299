package org.duovox.web.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.BasicAuthenticationCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.duovox.web.page.OtherServer;
import org.duovox.web.page.PageRedirect;

/**
 * REST: Basic authentication (RFC 7617) with every request, and never by cookie, so that no other site can make a browser call
 * it. Pages: whoever signed in on the sign-in page, kept in the browser's HTTP session.
 */
@ApplicationScoped
public class ConsoleAuthentication implements HttpAuthenticationMechanism {

    /** Where the sign-in page leaves who signed in. */
    public static final String SIGNED_IN = ConsoleAuthentication.class.getName();

    private static final String BASIC = "Basic ";

    @Inject
    private IdentityStoreHandler accounts;

    @Inject
    private OtherServer other;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        return isRest(request) ? basic(request, response, context) : page(request, response, context);
    }

    private AuthenticationStatus basic(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<String> header = Optional.ofNullable(request.getHeader("Authorization"))
                .filter(value -> value.regionMatches(true, 0, BASIC, 0, BASIC.length()));
        if (header.isPresent()) {
            CredentialValidationResult result = validate(header.get().substring(BASIC.length()));
            if (result.getStatus() == CredentialValidationResult.Status.VALID) {
                return context.notifyContainerAboutLogin(result);
            }
        }
        if (!context.isProtected() && header.isEmpty()) {
            return context.doNothing();
        }
        response.setHeader("WWW-Authenticate", "Basic realm=\"Duovox\", charset=\"UTF-8\"");
        return context.responseUnauthorized();
    }

    private CredentialValidationResult validate(String base64) {
        try {
            return accounts.validate(new BasicAuthenticationCredential(base64.strip()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return CredentialValidationResult.INVALID_RESULT;
        }
    }

    private AuthenticationStatus page(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(SIGNED_IN) instanceof SignedIn signedIn) {
            return context.notifyContainerAboutLogin(signedIn.name(), signedIn.roles());
        }
        if (!context.isProtected()) {
            return context.doNothing();
        }
        String signIn = request.getContextPath() + "/sign-in.xhtml";
        if (PageRedirect.isWithinPage(request)) {
            return redirectInPage(signIn, response);
        }
        // Whoever would be sent to the other server after signing in here need not sign in twice.
        return context.redirect(otherInbox(request).map(URI::toASCIIString).orElse(signIn));
    }

    private Optional<URI> otherInbox(HttpServletRequest request) {
        return request.getServletPath().equals(OtherServer.INBOX) ? other.inboxInstead(request) : Optional.empty();
    }

    private static AuthenticationStatus redirectInPage(String url, HttpServletResponse response) {
        try {
            PageRedirect.within(url, response);
        } catch (IOException e) {
            // The browser is gone; there is nobody to tell.
            return AuthenticationStatus.SEND_FAILURE;
        }
        return AuthenticationStatus.SEND_CONTINUE;
    }

    private static boolean isRest(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals("/rest") || path.startsWith("/rest/");
    }
}
