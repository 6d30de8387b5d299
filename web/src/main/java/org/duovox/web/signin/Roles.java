package org.duovox.web.signin;

/** What someone who has signed in may do. */
public final class Roles {

    /** May change the configuration and see all servers; hears nobody's messages. */
    public static final String ADMINISTRATOR = "administrator";

    /** May hear and change the messages of the own mailbox. */
    public static final String USER = "user";

    private Roles() {}
}
