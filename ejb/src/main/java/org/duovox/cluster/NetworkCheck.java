package org.duovox.cluster;

/**
 * Finds out whether this server is still connected to the world, before it takes over from a silent peer. Every bean of
 * this type is asked; any one answer suffices. Returns within 2 s; called on a thread of the role manager's own.
 */
@FunctionalInterface
public interface NetworkCheck {
    NetworkAnswer check();
}
