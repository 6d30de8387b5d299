CREATE TABLE settings (
    id            VARCHAR(64) NOT NULL PRIMARY KEY,
    content       ${bytes} NOT NULL
);
