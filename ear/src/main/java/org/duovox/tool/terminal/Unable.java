package org.duovox.tool.terminal;

/** What was asked for cannot be done; the message is one sentence that says why and what to do. */
public final class Unable extends RuntimeException {

    public Unable(String sentence) {
        super(sentence);
    }

    public Unable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
