package org.duovox.administration;

/** Who may change the configuration. */
public record Administrator(String id, String name, String passwordHash) {}
