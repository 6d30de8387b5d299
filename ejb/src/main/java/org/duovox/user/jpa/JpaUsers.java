package org.duovox.user.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duovox.cluster.Member;
import org.duovox.data.EntityType;
import org.duovox.data.Row;
import org.duovox.data.UserFields;
import org.duovox.data.jpa.RecordQueries;
import org.duovox.messagestore.MessageId;
import org.duovox.replication.Stamp;
import org.duovox.user.Extension;
import org.duovox.user.User;
import org.duovox.user.UserId;
import org.duovox.user.Users;

/** Users out of the database. */
@ApplicationScoped
public class JpaUsers implements Users {

    /** Claims of one extension that are looked at; two servers make two. */
    private static final int MAX_CLAIMS = 16;

    private static final Stamp NEVER = new Stamp(Long.MAX_VALUE, Member.SUBSCRIBER);

    private RecordQueries records;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    protected JpaUsers() {}

    @Inject
    public JpaUsers(RecordQueries records) {
        this.records = records;
    }

    @Override
    public Optional<User> withExtension(Extension extension) {
        return claims(extension.digits()).findFirst();
    }

    /** Who claimed it first comes first. */
    private Stream<User> claims(String extension) {
        return records
                .rows(
                        "select r from StoredUser r where r.extension = :extension and r.removed = false",
                        Map.of("extension", extension),
                        MAX_CLAIMS)
                .stream()
                .sorted(Comparator.comparing(JpaUsers::claimed).thenComparing(Row::id))
                .flatMap(row -> user(row).stream());
    }

    @Override
    public List<Shared> shared() {
        return records
                .tuples(
                        "select r.extension, count(r) from StoredUser r where r.removed = false and r.extension <> ''"
                                + " group by r.extension having count(r) > 1 order by r.extension",
                        Map.of())
                .stream()
                .limit(MOST_SHARED)
                .map(tuple -> claims((String) tuple[0]).toList())
                .filter(claims -> claims.size() > 1)
                .map(claims ->
                        new Shared(claims.getFirst().extension(), claims.getFirst(), claims.subList(1, claims.size())))
                .toList();
    }

    private static Stamp claimed(Row row) {
        return row.stamps().getOrDefault(UserFields.EXTENSION, NEVER);
    }

    @Override
    public Optional<User> withId(UserId id) {
        return records.find(EntityType.USER, id.value())
                .filter(row -> !row.is(UserFields.REMOVED))
                .flatMap(JpaUsers::user);
    }

    @Override
    public List<User> all(int limit) {
        return records
                .rows("select r from StoredUser r where r.removed = false order by r.extension, r.id", Map.of(), limit)
                .stream()
                .flatMap(row -> user(row).stream())
                .toList();
    }

    /** Nothing while the extension is none: the field has not come yet. */
    private static Optional<User> user(Row row) {
        long wrongPins = 0;
        for (Member server : Member.values()) {
            wrongPins += row.getLong(UserFields.wrongPins(server));
        }
        int wrong = (int) Math.min(wrongPins, Integer.MAX_VALUE);
        String greeting = row.get(UserFields.GREETING);
        return Extension.of(row.get(UserFields.EXTENSION))
                .map(extension -> new User(
                        new UserId(row.id()),
                        extension,
                        row.get(UserFields.NAME),
                        row.get(UserFields.PIN_HASH),
                        greeting.isEmpty() ? Optional.empty() : Optional.of(new MessageId(greeting)),
                        row.get(UserFields.PHONE_SYSTEM),
                        wrong,
                        Instant.ofEpochMilli(row.getLong(UserFields.LOCKED_UNTIL))));
    }
}
