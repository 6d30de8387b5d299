package org.duovox.user;

import java.util.List;
import java.util.Optional;

/** The users in this server's database. Deleted ones are not shown. May block on the database. */
public interface Users {

    /** If two users claim the extension after a split, the one that claimed it first. */
    Optional<User> withExtension(Extension extension);

    Optional<User> withId(UserId id);

    /** By extension; at most {@code limit}. */
    List<User> all(int limit);
}
