package org.duovox.data;

class CommitterTest implements CommitterContract {

    @Override
    public Transactions database() {
        return new MemoryDatabase();
    }
}
