-- The schema for HSQLDB and PostgreSQL alike; ${bytes} is each one's type for bytes of any length.
-- No unique names and no foreign keys between replicated records: a violation while applying the peer's entries would stop
-- replication for ever. Who keeps a name that two claim is decided when it is read.
-- In each table of records, "content" is the truth; the other columns repeat of it what is looked for.

CREATE TABLE administrators (
    id            VARCHAR(64) NOT NULL PRIMARY KEY,
    name          VARCHAR(255) NOT NULL,
    removed       BOOLEAN NOT NULL,
    content       ${bytes} NOT NULL
);

CREATE TABLE users (
    id            VARCHAR(64) NOT NULL PRIMARY KEY,
    extension     VARCHAR(255) NOT NULL,
    name          VARCHAR(255) NOT NULL,
    phone_system  VARCHAR(255) NOT NULL,
    removed       BOOLEAN NOT NULL,
    content       ${bytes} NOT NULL
);

CREATE TABLE phone_systems (
    id            VARCHAR(64) NOT NULL PRIMARY KEY,
    name          VARCHAR(255) NOT NULL,
    removed       BOOLEAN NOT NULL,
    content       ${bytes} NOT NULL
);

CREATE TABLE port_groups (
    id            VARCHAR(64) NOT NULL PRIMARY KEY,
    name          VARCHAR(255) NOT NULL,
    phone_system  VARCHAR(255) NOT NULL,
    removed       BOOLEAN NOT NULL,
    content       ${bytes} NOT NULL
);

CREATE TABLE ports (
    id            VARCHAR(64) NOT NULL PRIMARY KEY,
    name          VARCHAR(255) NOT NULL,
    port_group    VARCHAR(255) NOT NULL,
    server        VARCHAR(255) NOT NULL,
    removed       BOOLEAN NOT NULL,
    content       ${bytes} NOT NULL
);

CREATE TABLE messages (
    id            VARCHAR(64) NOT NULL PRIMARY KEY,
    mailbox       VARCHAR(255) NOT NULL,
    folder        VARCHAR(255) NOT NULL,
    received      BIGINT NOT NULL,
    heard         BOOLEAN NOT NULL,
    urgent        BOOLEAN NOT NULL,
    single_copy   BOOLEAN NOT NULL,
    purged        BOOLEAN NOT NULL,
    content       ${bytes} NOT NULL
);

CREATE TABLE lamps (
    id            VARCHAR(64) NOT NULL PRIMARY KEY,
    content       ${bytes} NOT NULL
);

CREATE INDEX users_by_extension ON users (extension);
CREATE INDEX users_by_name ON users (name);
CREATE INDEX administrators_by_name ON administrators (name);
CREATE INDEX ports_by_server ON ports (server);
CREATE INDEX messages_in_mailbox ON messages (mailbox, folder, received);
CREATE INDEX messages_with_single_copy ON messages (single_copy);

-- Where this server's journal stands: one row, written in every transaction of the committer.
CREATE TABLE journal_state (
    id            INTEGER NOT NULL PRIMARY KEY,
    epoch         INTEGER NOT NULL,
    last_entry    BIGINT NOT NULL,
    clock         BIGINT NOT NULL,
    applied       BIGINT NOT NULL,
    acknowledged  BIGINT NOT NULL
);

-- Our own entries of the records lane.
CREATE TABLE journal_entry (
    entry_position BIGINT NOT NULL PRIMARY KEY,
    previous       BIGINT NOT NULL,
    body           ${bytes} NOT NULL
);

-- Entries of the peer that could not be applied.
CREATE TABLE parked_entry (
    entry_position BIGINT NOT NULL PRIMARY KEY,
    previous       BIGINT NOT NULL,
    origin         VARCHAR(16) NOT NULL,
    reason         VARCHAR(1000) NOT NULL,
    body           ${bytes} NOT NULL
);
