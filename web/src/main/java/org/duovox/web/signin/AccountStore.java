package org.duovox.web.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;
import java.util.Set;
import org.duovox.administration.ejb.AdministratorSignIn;
import org.duovox.user.Extension;
import org.duovox.user.Pin;
import org.duovox.user.PinCheck;
import org.duovox.user.SignIn;

/** Digits are a user's extension and PIN; everything else is an administrator's name and password. */
@ApplicationScoped
public class AccountStore implements IdentityStore {

    private static final int LONGEST = 128;

    @Inject
    private SignIn users;

    @Inject
    private AdministratorSignIn administrators;

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof UsernamePasswordCredential given)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        String name = given.getCaller();
        String secret = given.getPasswordAsString();
        if (name.isEmpty() || name.length() > LONGEST || secret.isEmpty() || secret.length() > LONGEST) {
            return CredentialValidationResult.INVALID_RESULT;
        }
        Optional<Extension> extension = Extension.of(name);
        if (extension.isPresent()) {
            return Pin.of(secret)
                    .map(pin -> users.check(extension.get(), pin))
                    .filter(PinCheck.Right.class::isInstance)
                    .map(right -> new CredentialValidationResult(name, Set.of(Roles.USER)))
                    .orElse(CredentialValidationResult.INVALID_RESULT);
        }
        return administrators.check(name, secret)
                ? new CredentialValidationResult(name, Set.of(Roles.ADMINISTRATOR))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
