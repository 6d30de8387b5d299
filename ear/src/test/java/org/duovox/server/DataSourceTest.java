package org.duovox.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database is the one that passed the kill loop, with the properties it passed it with. */
@Tag("server")
@ExtendWith(ArquillianExtension.class)
class DataSourceTest {

    @Resource(lookup = "java:/jdbc/duovox")
    DataSource database;

    @Resource
    DataSource defaultDatabase;

    @Deployment
    static WebArchive war() {
        return Archives.testWar("data-source.war").addClass(DataSourceTest.class);
    }

    @Test
    void theDatabaseIsThePinnedOne() throws SQLException {
        try (Connection connection = database.getConnection()) {
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("HSQL Database Engine");
            assertThat(connection.getMetaData().getDatabaseProductVersion()).isEqualTo("2.7.4");
        }
    }

    @Test
    void aCommitIsForcedBeforeItReturns() throws SQLException {
        assertThat(value(
                        database,
                        "select PROPERTY_VALUE from INFORMATION_SCHEMA.SYSTEM_PROPERTIES"
                                + " where PROPERTY_NAME = 'hsqldb.write_delay'"))
                .isEqualTo("false");
    }

    @Test
    void readersDoNotWaitForWriters() throws SQLException {
        try (Connection writer = database.getConnection();
                Statement statement = writer.createStatement()) {
            statement.execute("create table facts(fact integer primary key)");
            try {
                writer.setAutoCommit(false);
                statement.execute("insert into facts values 1");
                assertThat(value(database, "select count(*) from facts")).isEqualTo("0");
                writer.rollback();
            } finally {
                writer.setAutoCommit(true);
                statement.execute("drop table facts");
            }
        }
    }

    @Test
    void theDefaultDataSourceIsTheSameDatabase() throws SQLException {
        assertThat(url(defaultDatabase)).isEqualTo(url(database)).startsWith("jdbc:hsqldb:file:");
    }

    private static String url(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getURL();
        }
    }

    private static String value(DataSource source, String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).as(query).isTrue();
            return rows.getString(1);
        }
    }
}
