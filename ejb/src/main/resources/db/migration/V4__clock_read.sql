-- The wall clock when the stamps' clock was persisted: for how long the server was down.
ALTER TABLE journal_state ADD COLUMN clock_read BIGINT DEFAULT 0 NOT NULL;
