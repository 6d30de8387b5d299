package org.duovox.alert;

/** What became of the mail about an alarm. The names are in the database: never rename, only add. */
public enum MailState {
    /** Nobody is to be told. */
    NONE("-"),
    WANTED("to be sent"),
    /** A collector is about to send it, or was when it died. */
    CLAIMED("being sent"),
    SENT("sent"),
    /** Sent a second time, since whoever sent it first died before it knew the mail server's answer. */
    SENT_DOUBTFUL("sent, perhaps twice"),
    /** The mail server refused each recipient for good. */
    REFUSED("refused by the mail server");

    private final String title;

    MailState(String title) {
        this.title = title;
    }

    /** As pages show it. */
    public String title() {
        return title;
    }
}
