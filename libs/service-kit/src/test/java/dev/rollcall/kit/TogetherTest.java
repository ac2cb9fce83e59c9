package dev.rollcall.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private static final int SEATS = 4;
    private static Vertx vertx;

    private record Journey(List<String> questions, CompletableFuture<List<String>> end) {
        void arrive() {
            end.complete(questions.stream().map(question -> "re: " + question).toList());
        }
    }

    private final BlockingQueue<Journey> begun = new LinkedBlockingQueue<>();
    private final Together<String, String> together = new Together<>(vertx, SEATS, questions -> {
        Journey journey = new Journey(questions, new CompletableFuture<>());
        begun.add(journey);
        return journey.end();
    });

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void anIdleWayTakesAQuestionAtOnceAndABusyOneGathersThem() throws Exception {
        var a = ask("a");
        var b = ask("b");
        var c = ask("c");
        Journey first = next();
        assertThat(first.questions()).containsExactly("a");

        first.arrive();
        Journey second = next();
        assertThat(second.questions()).containsExactly("b", "c");
        assertThat(a).isCompletedWithValue("re: a");
        assertThat(b).isNotDone();
        second.arrive();
        assertThat(b).isCompletedWithValue("re: b");
        assertThat(c).isCompletedWithValue("re: c");
    }

    @Test
    void enoughOfThemDoNotWaitForTheFirstJourney() throws Exception {
        ask("a");
        assertThat(next().questions()).containsExactly("a");
        for (int i = 0; i < SEATS; i++) {
            ask("q" + i);
        }
        assertThat(next().questions()).hasSize(SEATS);
    }

    @Test
    void aJourneyHasOnlySoManySeats() throws Exception {
        ask("a");
        for (int i = 0; i < 2 * SEATS + 2; i++) {
            ask("q" + i);
        }
        Journey first = next();
        assertThat(next().questions()).hasSize(SEATS);
        first.arrive();
        assertThat(next().questions()).hasSize(SEATS);
    }

    @Test
    void aFailureIsOfItsOwnJourneyOnly() throws Exception {
        var a = ask("a");
        var b = ask("b");
        next().end().completeExceptionally(new IllegalArgumentException("lost"));
        next().arrive();
        assertThatThrownBy(a::join).hasRootCauseMessage("lost");
        assertThat(b).isCompletedWithValue("re: b");
    }

    @Test
    void nobodyWaitsForLongForAJourneyThatHangs() throws Exception {
        ask("hangs");
        var late = ask("late");
        next();
        Journey anyway = next();
        assertThat(anyway.questions()).containsExactly("late");
        anyway.arrive();
        assertThat(late).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("re: late");
    }

    /** What the asker's request carries, its trace for one, is bound to its context. */
    @Test
    void anAnswerComesOnTheAskersContext() throws Exception {
        Context context = vertx.getOrCreateContext();
        var seen = new CompletableFuture<Context>();
        context.runOnContext(nothing -> {
            var unused = together.ask("a").thenRun(() -> seen.complete(Vertx.currentContext()));
        });
        next().arrive();
        assertThat(seen.get(10, TimeUnit.SECONDS)).isSameAs(context);
    }

    private CompletableFuture<String> ask(String question) {
        CompletionStage<String> answer = together.ask(question);
        return answer.toCompletableFuture();
    }

    private Journey next() throws InterruptedException {
        Journey journey = begun.poll(10, TimeUnit.SECONDS);
        assertThat(journey).isNotNull();
        return journey;
    }
}
