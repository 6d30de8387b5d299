package org.duovox.data.jpa;

import java.util.UUID;
import org.duovox.data.CommitterContract;
import org.duovox.data.Transactions;

class CommitterOnHsqldbTest implements CommitterContract {

    @Override
    public Transactions database() {
        return new HsqldbDatabase("mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc");
    }
}
