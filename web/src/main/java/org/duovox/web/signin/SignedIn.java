package org.duovox.web.signin;

import java.io.Serializable;
import java.util.Set;

/** Who signed in on the sign-in page of this server. */
public record SignedIn(String name, Set<String> roles) implements Serializable {

    public SignedIn {
        roles = Set.copyOf(roles);
    }
}
