package org.duovox.port;

import org.duovox.settings.Setting;

/** What is set of voice messaging ports. */
public final class PortSettings {

    /**
     * Whether a server takes calls when its status has that duty (guide, Stopping All Ports on a Server from Taking New Calls): of
     * each server its own, and kept over its restarts.
     */
    public static final Setting<Boolean> TAKE_CALLS = Setting.flag("ports.take.calls", true);

    private PortSettings() {}
}
