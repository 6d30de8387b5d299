CREATE TABLE alarms (
    id            VARCHAR(64) NOT NULL PRIMARY KEY,
    server        VARCHAR(255) NOT NULL,
    alarm_number  BIGINT NOT NULL,
    raised_at     BIGINT NOT NULL,
    mail          VARCHAR(255) NOT NULL,
    content       ${bytes} NOT NULL
);

CREATE INDEX alarms_by_time ON alarms (raised_at);
CREATE INDEX alarms_by_mail ON alarms (mail);
