package org.duovox.data.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.junit.jupiter.api.Test;

class ChangeNewsTest {

    private final List<RecordsChanged> told = new ArrayList<>();
    private CompletionStage<?> answer = CompletableFuture.completedFuture(null);
    private final ChangeNews news = new ChangeNews(this::tell, Duration.ofMillis(50));

    private CompletionStage<?> tell(RecordsChanged changed) {
        told.add(changed);
        return answer;
    }

    private static RecordsChanged of(EntityType... types) {
        return new RecordsChanged(Set.of(types), Set.of(), false);
    }

    @Test
    void whatChangedBetweenTwoRoundsIsToldAsOne() {
        news.changed(of(EntityType.USER));
        news.changed(of(EntityType.PORT));
        news.tell();
        news.tell();
        assertThat(told).containsExactly(of(EntityType.USER, EntityType.PORT));
    }

    @Test
    void whatSomebodyFailedToHearIsToldAgain() {
        answer = CompletableFuture.failedFuture(new IllegalStateException("not yet"));
        news.changed(of(EntityType.PORT));
        news.tell();
        answer = CompletableFuture.completedFuture(null);
        news.tell();
        news.tell();
        assertThat(told).containsExactly(of(EntityType.PORT), of(EntityType.PORT));
    }

    @Test
    void aFaultOfTheTellerItselfLosesNothing() {
        ChangeNews failing = new ChangeNews(changed -> {
            told.add(changed);
            throw new IllegalStateException("not yet");
        });
        failing.changed(of(EntityType.PORT));
        failing.tell();
        failing.tell();
        assertThat(told).hasSize(2);
    }

    @Test
    void whoHangsDoesNotKeepLaterNewsFromTheOthers() {
        answer = new CompletableFuture<>();
        news.changed(of(EntityType.PORT));
        news.tell();
        news.changed(of(EntityType.USER));
        news.tell();
        assertThat(told).containsExactly(of(EntityType.PORT), of(EntityType.USER));
    }
}
