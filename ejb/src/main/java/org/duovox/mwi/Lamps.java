package org.duovox.mwi;

import java.util.Map;
import org.duovox.user.UserId;

/** What lamps were last told and acknowledged, by whichever server. May block on the database. */
public interface Lamps {

    Map<UserId, Lamp> acknowledged();

    /** {@link Lamp#DARK} if it was never told anything. */
    Lamp acknowledged(UserId user);
}
