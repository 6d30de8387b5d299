package org.duovox.web.inbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a browser asked for (RFC 9110, 14.1.2).
 *
 * @param first byte, inclusive
 * @param end exclusive
 */
record ByteRange(long first, long end) {

    /** 15 digits fit a long with room to add to. */
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

    /**
     * Nothing if the whole file is to be sent: without a header, with one that is wrong, and with one of several ranges, which a
     * server may ignore. A range of no bytes if it lies beyond the file.
     */
    static Optional<ByteRange> of(String header, long length) {
        Matcher range = RANGE.matcher(header);
        if (!range.matches() || header.equals("bytes=-")) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long last = Long.parseLong(range.group(2));
            return Optional.of(new ByteRange(last == 0 ? length : Math.max(0, length - last), length));
        }
        long first = Long.parseLong(range.group(1));
        long end = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2)) + 1;
        return end <= first
                ? Optional.empty()
                : Optional.of(new ByteRange(Math.min(first, length), Math.min(end, length)));
    }

    boolean isEmpty() {
        return first >= end;
    }
}
