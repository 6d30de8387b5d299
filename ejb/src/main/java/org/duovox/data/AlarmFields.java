package org.duovox.data;

/** Names of the fields of raised alarms. They are in the journal and in the database: never rename, only add. */
public final class AlarmFields {

    /** How many alarms its server had raised with it: a later one takes the place of one long past. */
    public static final String NUMBER = "number";

    public static final String ALARM = "alarm";
    /** Name of a {@link org.duovox.cluster.Member}. */
    public static final String SERVER = "server";
    /** Milliseconds since 1970, by the clock of its server. */
    public static final String AT = "at";

    public static final String WHY = "why";
    /** What became of its mail: a name of org.duovox.alert.MailState. */
    public static final String MAIL = "mail";
    /** The process that claimed to send the mail, and when it did, in milliseconds since 1970. */
    public static final String MAIL_BY = "mailBy";

    public static final String MAIL_AT = "mailAt";

    /** What became of it as an alert: a name of org.duovox.alert.AlertOutcome. */
    public static final String ALERT = "alert";

    /** Of the alert, as it was set then: a name of org.duovox.alarm.Severity. */
    public static final String SEVERITY = "severity";

    private AlarmFields() {}
}
