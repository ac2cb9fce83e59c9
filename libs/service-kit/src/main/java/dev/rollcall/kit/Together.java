package dev.rollcall.kit;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets questions travel together: one that comes while a journey is under way waits until that ends, or until enough others wait for a
 * second journey, and goes with all of them. An idle service asks each at once; a busy one pays for a journey once and not for each question.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class Together<Q, A> {
    /** Two keep both ends busy; more only make the journeys smaller. */
    private static final int JOURNEYS = 2;
    /** So many make a second journey worth it; those who come back from one big journey would otherwise leave one by one. */
    private static final int COMPANY = 8;
    /** So long a question waits for others' journeys, which may hang; then it goes anyway. */
    private static final long PATIENCE_MS = 20;
    /** Journeys under way in the worst case, when the other side hangs; from then on questions only queue. */
    private static final int JOURNEYS_MAX = 32;

    /** Asks everything at once; answers in the order of the questions. */
    public interface Journey<Q, A> {
        CompletionStage<List<A>> ask(List<Q> questions);
    }

    /** @param context where the asker's work goes on; null when any thread will do */
    private record Waiting<Q, A>(
            Q question,
            CompletableFuture<A> answer,
            @Nullable Context context) {}

    private final Vertx vertx;
    private final int seats;
    private final Journey<Q, A> journey;
    private final Queue<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean alarmSet;

    /** @param seats questions of one journey at most */
    public Together(Vertx vertx, int seats, Journey<Q, A> journey) {
        this.vertx = vertx;
        this.seats = seats;
        this.journey = journey;
    }

    /** The answer; for an asker on an event loop on its own context, which carries its request's trace. Every question of a journey that fails fails with it. */
    public CompletionStage<A> ask(Q question) {
        Waiting<Q, A> asker = new Waiting<>(
                question, new CompletableFuture<>(), Context.isOnEventLoopThread() ? Vertx.currentContext() : null);
        synchronized (this) {
            waiting.add(asker);
        }
        depart(JOURNEYS);
        return asker.answer();
    }

    private void depart(int journeysMax) {
        for (List<Waiting<Q, A>> group = next(journeysMax); !group.isEmpty(); group = next(journeysMax)) {
            travel(group);
        }
    }

    private synchronized List<Waiting<Q, A>> next(int journeysMax) {
        List<Waiting<Q, A>> group = new ArrayList<>();
        boolean worthIt = underWay == 0 || journeysMax > JOURNEYS || waiting.size() >= Math.min(COMPANY, seats);
        if (underWay < journeysMax && worthIt) {
            while (!waiting.isEmpty() && group.size() < seats) {
                group.add(waiting.remove());
            }
        }
        if (!group.isEmpty()) {
            underWay++;
        } else if (!waiting.isEmpty() && !alarmSet) {
            alarmSet = true;
            vertx.setTimer(PATIENCE_MS, id -> {
                synchronized (this) {
                    alarmSet = false;
                }
                depart(JOURNEYS_MAX);
            });
        }
        return group;
    }

    private void travel(List<Waiting<Q, A>> group) {
        CompletionStage<List<A>> coming;
        try {
            coming = journey.ask(group.stream().map(Waiting::question).toList());
        } catch (RuntimeException failure) {
            coming = CompletableFuture.failedFuture(failure);
        }
        coming.whenComplete((answers, failure) -> {
            synchronized (this) {
                underWay--;
            }
            depart(JOURNEYS);
            for (int i = 0; i < group.size(); i++) {
                int place = i;
                arrive(group.get(i), asker -> {
                    if (failure == null) {
                        asker.complete(answers.get(place));
                    } else {
                        asker.completeExceptionally(failure);
                    }
                });
            }
        });
    }

    private static <Q, A> void arrive(Waiting<Q, A> asker, Consumer<CompletableFuture<A>> news) {
        Context context = asker.context();
        if (context == null) {
            news.accept(asker.answer());
        } else {
            context.runOnContext(nothing -> news.accept(asker.answer()));
        }
    }
}
