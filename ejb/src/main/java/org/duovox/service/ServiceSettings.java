package org.duovox.service;

import org.duovox.settings.Setting;

/** What is set of services. */
public final class ServiceSettings {

    private ServiceSettings() {}

    /** Whether an optional service is activated: of each server its own, and kept over its restarts. */
    public static Setting<Boolean> activated(Service service) {
        return Setting.flag("service.activated." + service.word(), true);
    }
}
