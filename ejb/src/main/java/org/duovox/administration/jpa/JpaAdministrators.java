package org.duovox.administration.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.duovox.administration.Administrator;
import org.duovox.administration.Administrators;
import org.duovox.data.AdministratorFields;
import org.duovox.data.jpa.RecordQueries;

/** Administrators out of the database. */
@ApplicationScoped
public class JpaAdministrators implements Administrators {

    @Inject
    private RecordQueries records;

    @Override
    public Optional<Administrator> withName(String name) {
        return records
                .rows(
                        "select a from StoredAdministrator a where a.name = :name and a.removed = false",
                        Map.of("name", name),
                        1)
                .stream()
                .map(row -> new Administrator(
                        row.id(), row.get(AdministratorFields.NAME), row.get(AdministratorFields.PASSWORD_HASH)))
                .findFirst();
    }

    @Override
    public boolean isEmpty() {
        return records.count("select count(a) from StoredAdministrator a where a.removed = false") == 0;
    }
}
