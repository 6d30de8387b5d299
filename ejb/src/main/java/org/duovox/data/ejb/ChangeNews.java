package org.duovox.data.ejb;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.duovox.data.EntityType;

/** Tells of changes one event at a time: what changes while the last one is being heard comes with the next, as one. */
final class ChangeNews {

    private final Function<Set<EntityType>, CompletionStage<?>> teller;
    private final Set<EntityType> untold = EnumSet.noneOf(EntityType.class);
    private boolean telling;

    /** @param teller starts to tell, and completes when everybody has heard */
    ChangeNews(Function<Set<EntityType>, CompletionStage<?>> teller) {
        this.teller = teller;
    }

    void changed(Set<EntityType> types) {
        Set<EntityType> now;
        synchronized (this) {
            untold.addAll(types);
            if (telling || untold.isEmpty()) {
                return;
            }
            telling = true;
            now = Set.copyOf(untold);
            untold.clear();
        }
        teller.apply(now).whenComplete((heard, failure) -> {
            synchronized (this) {
                telling = false;
            }
            changed(Set.of());
        });
    }
}
