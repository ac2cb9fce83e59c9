package dev.rollcall.scimendpoint.membership;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.scimendpoint.membership.HoldRules.Meaning;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps requests waiting while membership-service restarts or fails over, so that an identity provider sees a slow answer, not an error. */
@ApplicationScoped
public class Holds {
    /** Per replica: each held request is a parked virtual thread, a socket and its body. */
    private static final int HELD_MAX = 400;
    /** Per connection, so that one busy identity provider does not take all of them. */
    private static final int HELD_PER_HOLDER_MAX = 50;

    private final AtomicInteger held = new AtomicInteger();
    private final ConcurrentHashMap<Object, Integer> heldBy = new ConcurrentHashMap<>();

    private final Absence absence;
    private final ExecutorService threads;

    Holds(Absence absence, MeterRegistry meters, @VirtualThreads ExecutorService threads) {
        this.absence = absence;
        this.threads = threads;
        meters.gauge("rollcall.scim.held", held);
    }

    /** The call's answer, however late; refused as UNAVAILABLE when it did not come in time. */
    <T> T call(Object holder, boolean repeatable, Supplier<T> call) {
        requireHope(repeatable);
        try {
            return tried(call);
        } catch (RuntimeException failure) {
            Meaning meaning = FailedCalls.meaning(failure);
            if (meaning == Meaning.ANSWERED) {
                throw failure;
            }
            if (!HoldRules.again(meaning, repeatable, Duration.ZERO)) {
                throw unavailable(meaning, repeatable);
            }
            return hold(holder, repeatable, call);
        }
    }

    /** As {@link #call}, of a read that nobody waits for with a thread. */
    <T> CompletionStage<T> soon(Object holder, Supplier<CompletionStage<T>> first, Supplier<T> again) {
        if (!absence.admits(System.nanoTime())) {
            return CompletableFuture.failedFuture(unavailable(Meaning.NOT_SENT, true));
        }
        return first.get()
                .whenComplete((answer, failure) -> heard(failure))
                .exceptionallyCompose(failure -> holdIfAway(holder, failure, again));
    }

    private void requireHope(boolean repeatable) {
        if (!absence.admits(System.nanoTime())) {
            throw unavailable(Meaning.NOT_SENT, repeatable);
        }
    }

    private <T> T tried(Supplier<T> call) {
        try {
            T answer = call.get();
            absence.answered();
            return answer;
        } catch (RuntimeException failure) {
            heard(failure);
            throw failure;
        }
    }

    private void heard(@Nullable Throwable failure) {
        if (failure == null) {
            absence.answered();
        } else {
            absence.heard(FailedCalls.meaning(failure), System.nanoTime());
        }
    }

    /** After a read's first try failed: repeats it on a thread of its own when nobody answered, and fails as it did otherwise. */
    private <T> CompletionStage<T> holdIfAway(Object holder, Throwable failure, Supplier<T> call) {
        return FailedCalls.meaning(failure) == Meaning.ANSWERED
                ? CompletableFuture.failedFuture(failure)
                : CompletableFuture.supplyAsync(() -> hold(holder, true, call), threads);
    }

    private <T> T hold(Object holder, boolean repeatable, Supplier<T> call) {
        if (!enter(holder)) {
            throw unavailable(Meaning.NOT_SENT, repeatable);
        }
        try {
            return repeat(repeatable, call);
        } finally {
            leave(holder);
        }
    }

    private <T> T repeat(boolean repeatable, Supplier<T> call) {
        long began = System.nanoTime();
        for (int tries = 0; ; tries++) {
            LockSupport.parkNanos(HoldRules.pause(tries).toNanos());
            requireHope(repeatable);
            try {
                return tried(call);
            } catch (RuntimeException failure) {
                Meaning meaning = FailedCalls.meaning(failure);
                if (meaning == Meaning.ANSWERED) {
                    throw failure;
                }
                if (!HoldRules.again(meaning, repeatable, Duration.ofNanos(System.nanoTime() - began))) {
                    throw unavailable(meaning, repeatable);
                }
            }
        }
    }

    private boolean enter(Object holder) {
        if (held.incrementAndGet() > HELD_MAX) {
            held.decrementAndGet();
            return false;
        }
        if (heldBy.merge(holder, 1, Integer::sum) > HELD_PER_HOLDER_MAX) {
            leave(holder);
            return false;
        }
        return true;
    }

    private void leave(Object holder) {
        held.decrementAndGet();
        heldBy.computeIfPresent(holder, (key, count) -> count == 1 ? null : count - 1);
    }

    private static Refused unavailable(Meaning meaning, boolean repeatable) {
        String state = meaning == Meaning.UNCERTAIN && !repeatable
                ? "did not answer in time; the change may or may not have been made"
                : "cannot be reached for the moment";
        return Refusal.UNAVAILABLE.because("The membership service " + state + ". Try again.");
    }
}
