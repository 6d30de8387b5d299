package org.duovox.sip.jain;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.sip.message.Message;
import javax.sip.message.Request;

/**
 * What was agreed about refreshing a session (RFC 4028).
 *
 * @param interval after which a session without a refresh is over
 * @param weRefresh whether that is our task
 * @param peerSupports whether the peer may be asked to do it
 */
record SessionTimer(Duration interval, boolean weRefresh, boolean peerSupports) {

    /** Beyond this an interval is as good as none; it also keeps arithmetic within bounds. */
    private static final int MAX_SECONDS = 7 * 24 * 3600;

    /** What the header says when there is one. */
    static Optional<SessionTimer> asked(Request request) {
        boolean supports = supports(request);
        return expires(request).flatMap(value -> {
            String[] parts = value.split(";", 2);
            int seconds = SdpParser.number(parts[0].strip(), 999_999_999);
            if (seconds < 0) {
                return Optional.empty();
            }
            boolean us = value.replace(" ", "").toLowerCase(Locale.ROOT).contains("refresher=uas");
            Duration interval = Duration.ofSeconds(Math.min(seconds, MAX_SECONDS));
            return Optional.of(new SessionTimer(interval, us || !supports, supports));
        });
    }

    /** What we answer (RFC 4028, 9, table 2): the peer's interval; without one ours, if the peer refreshes. */
    static Optional<SessionTimer> agreed(Request request, Duration preferred) {
        Optional<SessionTimer> asked = asked(request);
        if (asked.isPresent() || !supports(request)) {
            return asked;
        }
        return Optional.of(new SessionTimer(preferred, false, true));
    }

    private static boolean supports(Request request) {
        return hasTag(request, "Supported") || hasTag(request, "k") || hasTag(request, "Require");
    }

    private static boolean hasTag(Message message, String name) {
        return HeaderText.values(message, name).stream().anyMatch(tag -> tag.equalsIgnoreCase("timer"));
    }

    private static Optional<String> expires(Message message) {
        return HeaderText.first(message, "Session-Expires").or(() -> HeaderText.first(message, "x"));
    }

    /** Session-Expires in a 2xx, where we are the UAS. */
    String answerHeader() {
        return interval.toSeconds() + ";refresher=" + (weRefresh ? "uas" : "uac");
    }

    /** Session-Expires in a refresh of ours, where we are the UAC. */
    String refreshHeader() {
        return interval.toSeconds() + ";refresher=" + (weRefresh ? "uac" : "uas");
    }

    /** When we refresh: halfway (RFC 4028, 7.2). */
    Duration refreshAfter() {
        return interval.dividedBy(2);
    }

    /** When we give up: a third of the interval, at most 32 s, before its end (RFC 4028, 10). */
    Duration giveUpAfter() {
        Duration third = interval.dividedBy(3);
        Duration margin = third.compareTo(Duration.ofSeconds(32)) < 0 ? third : Duration.ofSeconds(32);
        return interval.minus(margin);
    }
}
