package org.duovox.tool.phone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A SIP message (RFC 3261, section 7) as text: its first line, its headers in order, its body. */
record SipText(String firstLine, List<Header> headers, String body) {

    record Header(String name, String value) {}

    private static final Map<String, String> COMPACT = Map.of(
            "v",
            "Via",
            "f",
            "From",
            "t",
            "To",
            "i",
            "Call-ID",
            "m",
            "Contact",
            "l",
            "Content-Length",
            "c",
            "Content-Type");

    SipText {
        headers = List.copyOf(headers);
    }

    /** Nothing if the datagram is not SIP. */
    static Optional<SipText> read(byte[] datagram, int length) {
        String text = new String(datagram, 0, length, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.substring(0, Math.min(text.length(), 2000)).contains("SIP/2.0")) {
            return Optional.empty();
        }
        String[] lines = text.substring(0, end).replaceAll("\r\n[ \t]+", " ").split("\r\n", -1);
        List<Header> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 0) {
                return Optional.empty();
            }
            String name = lines[i].substring(0, colon).strip();
            headers.add(new Header(
                    COMPACT.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), name),
                    lines[i].substring(colon + 1).strip()));
        }
        return Optional.of(new SipText(lines[0], headers, text.substring(end + 4)));
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(firstLine).append("\r\n");
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isRequest() {
        return !firstLine.startsWith("SIP/2.0");
    }

    String method() {
        return firstLine.substring(0, firstLine.indexOf(' '));
    }

    String requestUri() {
        return firstLine.split(" ", -1)[1];
    }

    int status() {
        return Integer.parseInt(firstLine.split(" ", -1)[1]);
    }

    /** The first of that name; empty if there is none. */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    List<Header> all(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .toList();
    }

    String callId() {
        return header("Call-ID");
    }

    long cseq() {
        return Long.parseLong(header("CSeq").split(" ", -1)[0]);
    }

    String cseqMethod() {
        String cseq = header("CSeq");
        return cseq.substring(cseq.lastIndexOf(' ') + 1);
    }

    String branch() {
        return parameter(header("Via"), "branch");
    }

    String toTag() {
        return parameter(header("To"), "tag");
    }

    String fromTag() {
        return parameter(header("From"), "tag");
    }

    /** The value of ;name= in a header; empty if it is not there. */
    static String parameter(String header, String name) {
        int at = header.indexOf(";" + name + "=");
        if (at < 0) {
            return "";
        }
        int from = at + name.length() + 2;
        int to = from;
        while (to < header.length() && ";, \t>".indexOf(header.charAt(to)) < 0) {
            to++;
        }
        return header.substring(from, to);
    }

    /** The URI between angle brackets, or the whole without parameters. */
    static String uri(String header) {
        int open = header.indexOf('<');
        if (open >= 0) {
            return header.substring(open + 1, header.indexOf('>', open));
        }
        return header.split(";", -1)[0].strip();
    }

    /** The part of a sip URI before the at sign. */
    static String user(String header) {
        String uri = uri(header);
        int colon = uri.indexOf(':');
        int at = uri.indexOf('@');
        return at < 0 ? "" : uri.substring(colon + 1, at);
    }
}
