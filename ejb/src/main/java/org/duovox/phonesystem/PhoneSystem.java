package org.duovox.phonesystem;

/** A phone system that sends us calls and has lamps. */
public record PhoneSystem(String id, String name) {}
