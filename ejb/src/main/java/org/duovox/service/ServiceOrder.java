package org.duovox.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an administrator may want of a service. */
public enum ServiceOrder {
    START,
    STOP,
    ACTIVATE,
    DEACTIVATE;

    /** In addresses and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ServiceOrder> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
