package org.duovox.data.durability;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** Commits rows from four threads and prints the id of each as soon as the database has said that it is committed. */
public final class DatabaseWriter {

    static final int THREADS = 4;

    private DatabaseWriter() {}

    /** What we run in production: see RATIONALE.md, "The embedded database". */
    static String hsqldb(String file) {
        return "jdbc:hsqldb:file:" + file + ";hsqldb.write_delay=false;hsqldb.tx=mvcc;hsqldb.default_table_type=cached";
    }

    /** Arguments: JDBC URL, number of the round. */
    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        int round = Integer.parseInt(arguments[1]);
        try (Connection connection = DriverManager.getConnection(url, "SA", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists promised (id bigint primary key, said varchar(200))");
        }
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            long first = (round * 10L + i) * 100_000_000L;
            threads[i] = Thread.ofPlatform().start(() -> write(url, first));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void write(String url, long first) {
        try (Connection connection = DriverManager.getConnection(url, "SA", "");
                PreparedStatement insert = connection.prepareStatement("insert into promised values (?, ?)")) {
            connection.setAutoCommit(false);
            for (long id = first; ; id++) {
                insert.setLong(1, id);
                insert.setString(2, "row " + id + " and what makes it a little longer, like a message's header");
                insert.executeUpdate();
                connection.commit();
                say(Long.toString(id));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String line) {
        synchronized (DatabaseWriter.class) {
            System.out.println(line);
            System.out.flush();
        }
    }

    /** The ids in a database that is opened after a crash. */
    static Set<Long> ids(String url) throws SQLException {
        Set<Long> ids = new HashSet<>();
        try (Connection connection = DriverManager.getConnection(url, "SA", "");
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select id from promised")) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            statement.execute("shutdown");
        }
        return ids;
    }
}
