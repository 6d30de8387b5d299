package org.duovox.messagestore;

/** Names a recording (a message or a greeting) for ever, on both servers; fixed when recording starts. */
public record MessageId(String value) implements Comparable<MessageId> {

    public MessageId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("a message's id has 8 to 40 characters of a-z, 0-9 and -");
        }
    }

    /** Whether that can be an id. */
    public static boolean isOne(String value) {
        return value.length() >= 8
                && value.length() <= 40
                && value.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    @Override
    public int compareTo(MessageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
