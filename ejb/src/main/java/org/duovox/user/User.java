package org.duovox.user;

import java.time.Instant;
import java.util.Optional;
import org.duovox.messagestore.MessageId;

/**
 * A user with a mailbox.
 *
 * @param pinHash as the platform's password hash writes it; empty while no PIN is set
 * @param greeting the recorded standard greeting's audio; nothing while the system's is used
 * @param phoneSystem id of the phone system that has the user's phone; empty without lamp
 * @param wrongPins tried on both servers together since the last right one
 * @param lockedUntil no sign-in before
 */
public record User(
        UserId id,
        Extension extension,
        String displayName,
        String pinHash,
        Optional<MessageId> greeting,
        String phoneSystem,
        int wrongPins,
        Instant lockedUntil) {}
