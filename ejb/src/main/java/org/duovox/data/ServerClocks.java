package org.duovox.data;

/** A server's clocks. */
@FunctionalInterface
public interface ServerClocks {

    /** Milliseconds since 1970, as this server's clock has it: it may be wrong, and jump. */
    long wallMillis();

    /** Milliseconds since some moment; never jumps, and starts anew with the server. Another than the wall clock where that may jump. */
    default long monotonicMillis() {
        return wallMillis();
    }
}
