package org.duovox.data;

class MemoryDatabaseTest implements TransactionsContract {

    @Override
    public Transactions database() {
        return new MemoryDatabase();
    }
}
