package org.duovox.cluster;

import java.util.Set;
import java.util.stream.Stream;

/** Tells an orderly stop, in which other beans stop before the role manager does, from a fault. */
public final class StoppedComponents {

    /** The server's own classes, which applications do not see. */
    private static final Set<String> NAMES = Set.of("ComponentIsStoppedException", "EJBComponentUnavailableException");

    /** The event adds a wrapper, the bean's proxy another. */
    private static final int DEEPEST = 5;

    private StoppedComponents() {}

    /** Whether a failure, or one that it wraps, says that a bean is stopped. */
    public static boolean isSaidBy(Throwable failure) {
        return isSaidBy(failure, DEEPEST);
    }

    private static boolean isSaidBy(Throwable failure, int deep) {
        if (NAMES.contains(failure.getClass().getSimpleName())) {
            return true;
        }
        return deep > 0
                && Stream.concat(Stream.ofNullable(failure.getCause()), Stream.of(failure.getSuppressed()))
                        .anyMatch(inner -> isSaidBy(inner, deep - 1));
    }
}
