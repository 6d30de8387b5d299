package org.duovox.data.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.data.EntityType;
import org.junit.jupiter.api.Test;

class ChangeNewsTest {

    private final List<Set<EntityType>> told = new ArrayList<>();
    private CompletionStage<?> answer = CompletableFuture.completedFuture(null);
    private final ChangeNews news = new ChangeNews(this::tell, Duration.ofMillis(50));

    private CompletionStage<?> tell(Set<EntityType> types) {
        told.add(types);
        return answer;
    }

    @Test
    void whatChangedBetweenTwoRoundsIsToldAsOne() {
        news.changed(Set.of(EntityType.USER));
        news.changed(Set.of(EntityType.PORT));
        news.tell();
        news.tell();
        assertThat(told).containsExactly(Set.of(EntityType.USER, EntityType.PORT));
    }

    @Test
    void whatSomebodyFailedToHearIsToldAgain() {
        answer = CompletableFuture.failedFuture(new IllegalStateException("not yet"));
        news.changed(Set.of(EntityType.PORT));
        news.tell();
        answer = CompletableFuture.completedFuture(null);
        news.tell();
        news.tell();
        assertThat(told).containsExactly(Set.of(EntityType.PORT), Set.of(EntityType.PORT));
    }

    @Test
    void aFaultOfTheTellerItselfLosesNothing() {
        ChangeNews failing = new ChangeNews(types -> {
            told.add(types);
            throw new IllegalStateException("not yet");
        });
        failing.changed(Set.of(EntityType.PORT));
        failing.tell();
        failing.tell();
        assertThat(told).hasSize(2);
    }

    @Test
    void whoHangsDoesNotKeepLaterNewsFromTheOthers() {
        answer = new CompletableFuture<>();
        news.changed(Set.of(EntityType.PORT));
        news.tell();
        news.changed(Set.of(EntityType.USER));
        news.tell();
        assertThat(told).containsExactly(Set.of(EntityType.PORT), Set.of(EntityType.USER));
    }
}
