package org.duovox.data;

import java.util.List;
import java.util.Optional;

/** The records of the database, with what the committer remembers of them. */
record KnownRecords(RecordStore store, NumberedMailboxes mailboxes) implements Records {

    @Override
    public Optional<Row> find(EntityType type, String id) {
        return store.find(type, id);
    }

    @Override
    public List<Row> where(EntityType type, String field, String value) {
        return store.where(type, field, value);
    }

    @Override
    public Optional<Numbered> numbered(String mailbox) {
        return mailboxes.find(mailbox);
    }

    @Override
    public void allNumbered(String mailbox, Highest highest) {
        mailboxes.remember(mailbox, highest);
    }

    @Override
    public void notAllNumbered(String mailbox) {
        mailboxes.forget(mailbox);
    }
}
