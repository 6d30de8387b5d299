package org.duovox.user;

/** Names a user, for ever, on both servers; the extension may change. At most 64 characters. */
public record UserId(String value) {

    public UserId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("a user's id has 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
