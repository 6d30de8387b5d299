package org.duovox.service;

/**
 * What a service does, as something that can be started and stopped. Any CDI bean of this type joins the page Service Management
 * by itself, one for each service. It says how it is; whether it should run is decided elsewhere.
 */
public interface ServiceWork {

    Service service();

    /** Goes on; what was missed meanwhile is made good. Does nothing when it runs. May block for a few seconds. */
    void start();

    /** Stops the work, not only its display. Does nothing when it is stopped. May block for a few seconds. */
    void stop();

    /** Whether what should run does. Asked each 200 ms of a critical service; never blocks. */
    boolean works();
}
