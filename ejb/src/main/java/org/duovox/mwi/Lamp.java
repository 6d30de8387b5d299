package org.duovox.mwi;

import java.util.Optional;
import org.duovox.mailbox.MessageCounts;

/** What a user's lamp says, or should say. */
public record Lamp(MessageCounts counts) {

    /** Dark, and nothing saved: what a lamp that was never told anything is taken to show. */
    public static final Lamp DARK = new Lamp(MessageCounts.NONE);

    /** What a lamp shows of which nobody knows: no mailbox is ever like that. */
    public static final Lamp DOUBTFUL = new Lamp(new MessageCounts(-1, -1, -1, -1));

    /** As kept in the records. */
    public String text() {
        return counts.unheard() + "/" + counts.heard() + "/" + counts.unheardUrgent() + "/" + counts.heardUrgent();
    }

    /** What {@link #text} wrote; nothing when it is something else. */
    public static Optional<Lamp> of(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        int[] numbers = new int[4];
        for (int i = 0; i < 4; i++) {
            if (parts[i].isEmpty() || parts[i].length() > 6 || !parts[i].chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.empty();
            }
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return Optional.of(new Lamp(new MessageCounts(numbers[0], numbers[1], numbers[2], numbers[3])));
    }
}
