package org.duovox.administration;

import java.util.Optional;

/** The administrators in this server's database. May block on the database. */
public interface Administrators {

    Optional<Administrator> withName(String name);

    boolean isEmpty();
}
