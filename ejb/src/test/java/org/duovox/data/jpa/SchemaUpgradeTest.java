package org.duovox.data.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.duovox.cluster.Member;
import org.duovox.data.EntityType;
import org.duovox.data.HybridClock;
import org.duovox.data.JournalState;
import org.duovox.data.RecordStore;
import org.duovox.data.Row;
import org.duovox.data.TransactionsContract;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.MessageCounts;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.mailbox.jpa.JpaMessages;
import org.duovox.messagestore.MessageId;
import org.duovox.replication.Entry;
import org.duovox.replication.Position;
import org.duovox.user.Extension;
import org.duovox.user.User;
import org.duovox.user.UserId;
import org.duovox.user.jpa.JpaUsers;
import org.flywaydb.core.api.MigrationVersion;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Databases as each schema had them, with rows in every table, become databases of today. The rows are kept as they were written
 * then, in {@code db/data}: a migration comes with a file of its own, for what it adds.
 */
class SchemaUpgradeTest {

    private static final String URL = "mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc";
    private static final UserId ADA = new UserId("user");

    private final JDBCDataSource source = source();

    private static JDBCDataSource source() {
        JDBCDataSource source = new JDBCDataSource();
        source.setUrl("jdbc:hsqldb:" + URL);
        source.setUser("SA");
        return source;
    }

    static IntStream versions() {
        return IntStream.rangeClosed(
                1, HsqldbDatabase.migrations(source()).load().info().all().length);
    }

    @AfterEach
    void forget() throws SQLException {
        execute("SHUTDOWN");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatAnOlderReleaseWroteIsThere(int version) throws IOException, SQLException {
        asOf(version);
        try (HsqldbDatabase database = new HsqldbDatabase(URL);
                EntityManager manager = database.open()) {
            RecordQueries queries = new RecordQueries(manager);
            assertThat(new JpaUsers(queries).withExtension(new Extension("4711")))
                    .hasValueSatisfying(ada ->
                            assertThat(ada).returns("Ada", User::displayName).returns(2, User::wrongPins));
            JpaMessages messages = new JpaMessages(queries);
            assertThat(messages.in(ADA, Folder.NEW, 10))
                    .extracting(VoiceMessage::id)
                    .containsExactly(new MessageId("message-1"));
            assertThat(messages.counts(ADA)).isEqualTo(new MessageCounts(1, 0, 1, 0));
            for (EntityType type : EntityType.values()) {
                List<Row> rows = database.inOne(store -> store.rows(type, "", 10));
                assertThat(rows).as("%s", type).hasSize(since(type) <= version ? 1 : 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void itsJournalGoesOn(int version) throws IOException, SQLException {
        asOf(version);
        try (HsqldbDatabase database = new HsqldbDatabase(URL)) {
            JournalState state = database.inOne(RecordStore::state);
            HybridClock.Mark clock = new HybridClock.Mark(12, version < 4 ? 0 : 6_000);
            assertThat(state).isEqualTo(new JournalState(3, new Position(8), clock, new Position(5), new Position(7)));
            List<Entry> waiting = database.inOne(store -> store.journal(state.acknowledged(), 1_000));
            assertThat(waiting).extracting(Entry::position).containsExactly(new Position(8));
            List<Entry> parked = database.inOne(store -> store.parked(10));
            assertThat(parked).extracting(Entry::origin).containsExactly(Member.SUBSCRIBER);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void itTakesWhatIsNew(int version) throws IOException, SQLException {
        asOf(version);
        try (HsqldbDatabase database = new HsqldbDatabase(URL)) {
            for (EntityType type : EntityType.values()) {
                Row row = TransactionsContract.row(type, "new", Map.of("name", "New"));
                database.inOne(store -> {
                    store.save(row);
                    return 0;
                });
                Optional<Row> found = database.inOne(store -> store.find(type, "new"));
                assertThat(found).contains(row);
            }
        }
    }

    private static int since(EntityType type) {
        return switch (type) {
            case SETTING -> 2;
            case ALARM -> 3;
            default -> 1;
        };
    }

    private void asOf(int version) throws IOException, SQLException {
        HsqldbDatabase.migrate(source, MigrationVersion.fromVersion(String.valueOf(version)));
        for (int each = 1; each <= version; each++) {
            String file = "/db/data/V" + each + ".sql";
            try (InputStream rows = SchemaUpgradeTest.class.getResourceAsStream(file)) {
                assertThat(rows).as("rows as of schema %d, in %s", each, file).isNotNull();
                for (String row : new String(rows.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList()) {
                    execute(row);
                }
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
