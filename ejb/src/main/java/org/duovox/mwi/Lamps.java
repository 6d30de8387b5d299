package org.duovox.mwi;

import java.util.Map;
import org.duovox.user.UserId;

/** What lamps were last told and acknowledged, by whichever server. May block on the database. */
public interface Lamps {

    Map<UserId, LampState> states();

    /** {@link LampState#DARK} if it was never told anything. */
    LampState state(UserId user);
}
