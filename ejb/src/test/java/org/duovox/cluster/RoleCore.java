package org.duovox.cluster;

/** The rules, or a deliberately broken variant of them. */
@FunctionalInterface
interface RoleCore {
    Decision decide(RoleState state, RoleEvent event);
}
