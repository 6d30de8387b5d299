package org.duovox.data.ejb;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Commits to HSQLDB, then takes from its own process the right to let files grow, as a full disk does, commits on, and prints for each
 * commit whether it counts. Arguments: JDBC URL.
 */
public final class FullDiskWriter {

    private FullDiskWriter() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("hsqldb.reconfig_logging", "false");
        DatabaseLog log = new DatabaseLog();
        log.open();
        try (Connection connection = DriverManager.getConnection(arguments[0], "SA", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table promised (id bigint primary key)");
            connection.setAutoCommit(false);
            commit(connection, log, 1);
            new ProcessBuilder("prlimit", "--pid", "" + ProcessHandle.current().pid(), "--fsize=1:unlimited")
                    .start()
                    .waitFor();
            commit(connection, log, 2);
            new ProcessBuilder("prlimit", "--pid", "" + ProcessHandle.current().pid(), "--fsize=unlimited:unlimited")
                    .start()
                    .waitFor();
            commit(connection, log, 3);
        }
        Runtime.getRuntime().halt(0); // as if the power failed now
    }

    private static void commit(Connection connection, DatabaseLog log, long id) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into promised values (?)")) {
            insert.setLong(1, id);
            insert.executeUpdate();
            connection.commit();
            log.requireWritten();
            System.out.println(id + " counts");
        } catch (IllegalStateException e) {
            System.out.println(id + " does not count: " + e.getMessage());
        }
    }
}
