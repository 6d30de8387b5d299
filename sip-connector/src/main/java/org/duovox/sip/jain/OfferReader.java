package org.duovox.sip.jain;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.message.Request;
import org.duovox.sip.CallId;
import org.duovox.sip.CallOffer;
import org.duovox.sip.Redirection;

/** Reads from an INVITE who calls whom, and by which way the call came. */
final class OfferReader {

    private OfferReader() {}

    static CallOffer read(Request invite, CallId callId, InetSocketAddress source) {
        NameAddress caller = caller(invite);
        boolean withheld =
                isPrivate(invite) || caller.number().toLowerCase(Locale.ROOT).equals("anonymous");
        String called = NameAddress.number(invite.getRequestURI().toString());
        return new CallOffer(
                callId,
                withheld ? "" : caller.number(),
                withheld ? "" : caller.displayName(),
                called,
                redirections(invite, called),
                source);
    }

    /** What the phone system asserts counts (RFC 3325), then what older ones assert, then what the phone says. */
    private static NameAddress caller(Request invite) {
        for (String name : List.of("P-Asserted-Identity", "Remote-Party-ID", "From")) {
            Optional<NameAddress> identity = HeaderText.values(invite, name).stream()
                    .map(NameAddress::parse)
                    .filter(address -> !address.number().isEmpty())
                    .findFirst();
            if (identity.isPresent()) {
                return identity.get();
            }
        }
        return NameAddress.parse("");
    }

    /** RFC 3323, 4.2 and RFC 3325, 9.3; for Remote-Party-ID its own parameter. */
    private static boolean isPrivate(Request invite) {
        for (String value : HeaderText.values(invite, "Privacy")) {
            for (String privacy : HeaderText.split(value.toLowerCase(Locale.ROOT), ';')) {
                if (privacy.equals("id") || privacy.equals("header") || privacy.equals("user")) {
                    return true;
                }
            }
        }
        return HeaderText.first(invite, "Remote-Party-ID")
                .map(value -> NameAddress.parse(value).parameter("privacy").equals("full"))
                .orElse(false);
    }

    private static List<Redirection> redirections(Request invite, String called) {
        List<Redirection> diversions = DiversionParser.parse(HeaderText.values(invite, "Diversion"));
        List<Redirection> all = diversions.isEmpty()
                ? HistoryInfoParser.parse(HeaderText.values(invite, "History-Info"), called)
                : diversions;
        return bounded(all);
    }

    private static List<Redirection> bounded(List<Redirection> all) {
        if (all.size() <= CallOffer.MAX_REDIRECTIONS) {
            return all;
        }
        int half = CallOffer.MAX_REDIRECTIONS / 2;
        List<Redirection> ends = new ArrayList<>(all.subList(0, half));
        ends.addAll(all.subList(all.size() - (CallOffer.MAX_REDIRECTIONS - half), all.size()));
        return ends;
    }
}
