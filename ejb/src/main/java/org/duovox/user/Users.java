package org.duovox.user;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The users in this server's database. Deleted ones are not shown. May block on the database. */
public interface Users {

    /** If two users claim the extension after a split, the one that claimed it first. */
    Optional<User> withExtension(Extension extension);

    Optional<User> withId(UserId id);

    /** Extensions that both servers gave away while they were apart; at most {@link #MOST_SHARED}. */
    List<Shared> shared();

    int MOST_SHARED = 200;

    /**
     * An extension that several users have.
     *
     * @param owner whom its calls reach
     * @param others whom nobody reaches until they get another one
     */
    record Shared(Extension extension, User owner, List<User> others) {

        public Shared {
            others = List.copyOf(others);
        }

        public String sentence() {
            return "Extension %s was given twice while the servers were apart: it is %s's, who had it first; give another one to %s."
                    .formatted(
                            extension.digits(),
                            owner.displayName(),
                            others.stream().map(User::displayName).collect(Collectors.joining(", ")));
        }
    }

    /** By extension; at most {@code limit}. */
    List<User> all(int limit);
}
