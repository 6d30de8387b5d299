package org.duovox.configuration;

import org.duovox.settings.Setting;

/** How the list of servers is kept. One record for all of it, so that two changes made apart never mix. */
public final class ListingSetting {

    public static final Setting<Listing> SUBSCRIBER =
            new Setting<>("cluster.subscriber", new Listing.AsInstalled(), ListingSetting::read, ListingSetting::text);

    private static final String NOBODY = "none";

    private static final int PARTS = 3;

    private ListingSetting() {}

    private static Listing read(String text) {
        if (text.equals(NOBODY)) {
            return new Listing.Nobody();
        }
        String[] parts = text.split("\t", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("Say host, MAC address and description.");
        }
        return new Listing.Added(new ListedServer(parts[0], parts[1], parts[2]));
    }

    private static String text(Listing listing) {
        return switch (listing) {
            case Listing.AsInstalled asInstalled -> "";
            case Listing.Nobody nobody -> NOBODY;
            case Listing.Added(ListedServer server) ->
                String.join("\t", server.host(), server.mac(), server.description());
        };
    }
}
