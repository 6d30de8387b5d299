package org.duovox.data.ejb;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.function.Function;
import org.duovox.cluster.ServerRole;
import org.duovox.data.RecordStore;
import org.duovox.data.Transactions;
import org.duovox.data.jpa.JpaRecordStore;

/** Transactions of the server; each has an entity manager of its own, so none grows. */
@Stateless
@SuppressWarnings("NullAway.Init")
public class DatabaseTransactions implements Transactions {

    @PersistenceContext(unitName = "duovox")
    private EntityManager database;

    @Inject
    private ServerRole role;

    @Override
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T> T inOne(Function<RecordStore, T> work) {
        return work.apply(new JpaRecordStore(database, role.self()));
    }
}
