package org.duovox.data.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the database to this version's schema, before anything else of ours touches it: other beans depend on this one. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN) // Flyway commits each migration itself
@SuppressWarnings("NullAway.Init")
public class SchemaMigration {

    @Resource(lookup = "java:/jdbc/duovox")
    private DataSource database;

    @PostConstruct
    void migrate() {
        migrate(database, SchemaMigration.class.getClassLoader());
    }

    static void migrate(DataSource database, ClassLoader migrations) {
        Flyway.configure(migrations)
                .dataSource(database)
                .locations("classpath:db/migration")
                .placeholders(Map.of("bytes", typeOfBytes(database)))
                .load()
                .migrate();
    }

    /** SQL's name for bytes of any length is each database's own. */
    private static String typeOfBytes(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return switch (connection.getMetaData().getDatabaseProductName()) {
                case "PostgreSQL" -> "BYTEA";
                default -> "VARBINARY(16777216)";
            };
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database cannot be reached; see whether its disk is full or its files are locked", e);
        }
    }
}
