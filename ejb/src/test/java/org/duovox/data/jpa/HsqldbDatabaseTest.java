package org.duovox.data.jpa;

import java.util.UUID;
import org.duovox.data.Transactions;
import org.duovox.data.TransactionsContract;

class HsqldbDatabaseTest implements TransactionsContract {

    @Override
    public Transactions database() {
        return new HsqldbDatabase("mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc");
    }
}
