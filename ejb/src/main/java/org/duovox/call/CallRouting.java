package org.duovox.call;

import java.util.List;
import java.util.Optional;
import org.duovox.conversation.Arrival;
import org.duovox.conversation.MailboxOwner;
import org.duovox.sip.CallOffer;
import org.duovox.sip.Redirection;
import org.duovox.user.Extension;
import org.duovox.user.Users;

/**
 * Whom a call is for (product-facts.md, 5: direct and forwarded calls). Forwarded calls go to the mailbox of the phone that was
 * forwarded; direct calls from a user's own phone ask for the PIN; all others hear the opening greeting.
 */
public final class CallRouting {

    /** Which phone of a chain of forwards the caller wanted: it differs from phone system to phone system. */
    public enum Redirecting {
        OLDEST_FIRST,
        NEWEST_FIRST
    }

    private final Redirecting order;

    public CallRouting(Redirecting order) {
        this.order = order;
    }

    /** The first hop that is a user's phone decides. May block on the database. */
    public Arrival route(CallOffer offer, Users users) {
        List<Redirection> hops = offer.redirections();
        for (Redirection hop : order == Redirecting.OLDEST_FIRST ? hops : hops.reversed()) {
            Optional<Arrival> forUser = Extension.of(hop.redirectingNumber())
                    .flatMap(users::withExtension)
                    .map(user -> new Arrival.ForUser(MailboxOwner.of(user)));
            if (forUser.isPresent()) {
                return forUser.get();
            }
        }
        if (!hops.isEmpty()) {
            return new Arrival.FromElsewhere();
        }
        return Extension.of(offer.callingNumber())
                .flatMap(users::withExtension)
                .<Arrival>map(user -> new Arrival.FromOwnPhone(user.extension()))
                .orElseGet(Arrival.FromElsewhere::new);
    }
}
