package org.duovox.data.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.duovox.cluster.Member;
import org.duovox.data.RecordStore;
import org.duovox.data.Transactions;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.hibernate.cfg.Configuration;
import org.hsqldb.jdbc.JDBCDataSource;

/** The real schema and the real mapping without a server: HSQLDB, in memory or in files. */
public final class HsqldbDatabase implements Transactions, AutoCloseable {

    private final EntityManagerFactory factory;

    /** @param url as "mem:name" or "file:/path;option=value" */
    public HsqldbDatabase(String url) {
        JDBCDataSource source = new JDBCDataSource();
        source.setUrl("jdbc:hsqldb:" + url);
        source.setUser("SA");
        migrate(source, MigrationVersion.LATEST);
        Configuration configuration = new Configuration();
        JpaRecordStore.entities().forEach(configuration::addAnnotatedClass);
        configuration.setProperty("hibernate.connection.url", "jdbc:hsqldb:" + url);
        configuration.setProperty("hibernate.connection.username", "SA");
        configuration.setProperty("hibernate.connection.password", "");
        configuration.setProperty("hibernate.hbm2ddl.auto", "none");
        configuration.setProperty("hibernate.jdbc.batch_size", "64");
        configuration.setProperty("hibernate.order_inserts", "true");
        configuration.setProperty("hibernate.order_updates", "true");
        configuration.setProperty("hibernate.connection.pool_size", "10");
        configuration.getProperties().put("hibernate.type.json_format_mapper", new NoJson());
        factory = configuration.buildSessionFactory();
    }

    /** Brings it to the schema of a release, from an older one or from nothing. */
    static void migrate(DataSource source, MigrationVersion version) {
        migrations(source).target(version).load().migrate();
    }

    static FluentConfiguration migrations(DataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(Map.of("bytes", "VARBINARY(16777216)"));
    }

    @Override
    public <T> T inOne(Function<RecordStore, T> work) {
        try (EntityManager database = factory.createEntityManager()) {
            database.getTransaction().begin();
            try {
                T result = work.apply(new JpaRecordStore(database, Member.PUBLISHER));
                database.getTransaction().commit();
                return result;
            } finally {
                if (database.getTransaction().isActive()) {
                    database.getTransaction().rollback();
                }
            }
        }
    }

    public EntityManager open() {
        return factory.createEntityManager();
    }

    @Override
    public void close() {
        factory.close();
    }
}
