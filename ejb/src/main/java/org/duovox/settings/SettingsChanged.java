package org.duovox.settings;

/** Fired (as an asynchronous CDI event) after settings were changed, here or by the peer, and once when they were first read. */
public record SettingsChanged() {}
