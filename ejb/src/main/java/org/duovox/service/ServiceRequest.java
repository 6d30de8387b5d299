package org.duovox.service;

import java.nio.charset.StandardCharsets;

/** An administrator's order for a service of one server. */
public record ServiceRequest(Service service, ServiceOrder order, boolean confirmed) {

    private static final int FIELDS = 3;

    public byte[] encode() {
        return String.join(" ", service.word(), order.word(), Boolean.toString(confirmed))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static ServiceRequest decode(byte[] bytes) {
        String[] words = new String(bytes, StandardCharsets.UTF_8).split(" ", -1);
        if (words.length != FIELDS) {
            throw new IllegalArgumentException("not an order for a service");
        }
        return new ServiceRequest(
                Service.of(words[0]).orElseThrow(() -> new IllegalArgumentException("no such service")),
                ServiceOrder.of(words[1]).orElseThrow(() -> new IllegalArgumentException("no such order")),
                Boolean.parseBoolean(words[2]));
    }
}
