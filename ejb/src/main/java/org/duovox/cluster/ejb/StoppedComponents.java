package org.duovox.cluster.ejb;

import java.util.stream.Stream;

/** Tells an orderly stop, in which other beans stop before the role manager does, from a fault. */
final class StoppedComponents {

    /** The server's own class, which applications do not see. */
    private static final String NAME = "ComponentIsStoppedException";

    /** The event adds a wrapper, the bean's proxy another. */
    private static final int DEEPEST = 5;

    private StoppedComponents() {}

    /** Whether a failure, or one that it wraps, says that a bean is stopped. */
    static boolean isSaidBy(Throwable failure) {
        return isSaidBy(failure, DEEPEST);
    }

    private static boolean isSaidBy(Throwable failure, int deep) {
        if (failure.getClass().getSimpleName().equals(NAME)) {
            return true;
        }
        return deep > 0
                && Stream.concat(Stream.ofNullable(failure.getCause()), Stream.of(failure.getSuppressed()))
                        .anyMatch(inner -> isSaidBy(inner, deep - 1));
    }
}
