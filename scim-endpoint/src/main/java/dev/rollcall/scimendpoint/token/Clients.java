package dev.rollcall.scimendpoint.token;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.rollcall.contract.provisioning.ProvisioningApi;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.scimendpoint.membership.Membership;
import dev.rollcall.scimendpoint.membership.UserTypes;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The owners of tokens and OAuth clients seen lately, by the hash of each secret. One question per token at a time, asked anew ahead of the end, so that a
 * busy client never waits for it.
 */
@ApplicationScoped
public class Clients {
    /** Connections that push at the same time on one replica, with their overlapping tokens, and room for noise. */
    private static final int REMEMBERED_MAX = 10_000;
    /** Half of a judgement's life: an answer that takes a second still comes in time. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);
    /** Tokens never seen good, per second and replica: a guesser must not load the source of truth. */
    private static final int STRANGERS_PER_SECOND = 50;

    private static final Duration GOOD_ONCE_AGE_MAX = Duration.ofHours(24);
    /** After so long without an answer an older one serves where it may: a judgement takes milliseconds. */
    private static final long PATIENCE_MS = 1_000;

    /** What was shown; the address tells membership-service where it was used, and is not part of what is equal. */
    private record Key(Presented shown, @Nullable String remoteAddress) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && shown.equals(key.shown);
        }

        @Override
        public int hashCode() {
            return shown.hashCode();
        }
    }

    private final Membership membership;
    private final UserTypes types;
    private final AsyncLoadingCache<Key, Judgement> judgements;
    private final Cache<Key, Boolean> goodOnce = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterAccess(GOOD_ONCE_AGE_MAX)
            .build();
    /** What was said last of tokens that counted then. */
    private final Cache<Key, Judgement> lastKnown = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(GOOD_ONCE_AGE_MAX)
            .build();

    private final Bucket strangers = Bucket.builder()
            .addLimit(limit ->
                    limit.capacity(STRANGERS_PER_SECOND).refillGreedy(STRANGERS_PER_SECOND, Duration.ofSeconds(1)))
            .build();

    Clients(Membership membership, UserTypes types) {
        this.membership = membership;
        this.types = types;
        this.judgements = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .executor(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("token-", 0).factory()))
                .refreshAfterWrite(ASK_AGAIN_AFTER)
                .expireAfter(Expiry.<Key, Judgement>writing((key, judgement) -> remaining(judgement)))
                .buildAsync(new Asking());
    }

    /** Whose token this is, at once where it is known; fails when strangers come too fast. */
    public CompletableFuture<Judgement> judge(Presented shown, @Nullable String remoteAddress) {
        Key key = new Key(shown, remoteAddress);
        CompletableFuture<Judgement> present = judgements.getIfPresent(key);
        if (present == null && goodOnce.getIfPresent(key) == null && !strangers.tryConsume(1)) {
            throw Refusal.RATE_LIMITED.because("Too many unknown tokens are being tried; try again in a second.");
        }
        return judgements.get(key);
    }

    /**
     * As {@link #judge}; while nobody can say, what was said last counts on, for a day. Only for what tells nothing of anybody: a token that
     * was revoked meanwhile is among them.
     */
    CompletableFuture<Judgement> judgeOrRecall(Presented shown, @Nullable String remoteAddress) {
        Judgement last = lastKnown.getIfPresent(new Key(shown, null));
        CompletableFuture<Judgement> judged = judge(shown, remoteAddress);
        return last == null || judged.isDone() && judged.join() instanceof Judgement.Known
                ? judged
                : judged.copy()
                        .completeOnTimeout(last, PATIENCE_MS, TimeUnit.MILLISECONDS)
                        .thenApply(found -> found instanceof Judgement.Unjudged ? last : found);
    }

    /** Whether it was somebody's within the last day: who tries secrets has none that was. */
    public boolean wasGood(Presented shown) {
        return goodOnce.getIfPresent(new Key(shown, null)) != null;
    }

    /** Counted from the question, not from the answer: how long the answer took does not lengthen trust. */
    private static Duration remaining(Judgement judgement) {
        return judgement.lifetime().minusNanos(System.nanoTime() - judgement.askedNanos());
    }

    private final class Asking implements AsyncCacheLoader<Key, Judgement> {
        @Override
        public CompletableFuture<Judgement> asyncLoad(Key key, Executor executor) {
            return CompletableFuture.supplyAsync(
                    () -> judge(key, null, () -> membership.read(key.shown().publicId(), api -> ask(api, key))),
                    executor);
        }

        @Override
        public CompletableFuture<Judgement> asyncReload(Key key, Judgement old, Executor executor) {
            return CompletableFuture.supplyAsync(() -> judge(key, old, () -> ask(membership.api(), key)), executor);
        }

        private Judgement ask(ProvisioningApi api, Key key) {
            long asked = System.nanoTime();
            Presented.Owner owner = key.shown().ask(api, key.remoteAddress());
            return new Judgement.Known(
                    owner.client(), owner.trust(), types.of(owner.client().extensions()), asked);
        }

        /** Never fails. When nobody can say, an older judgement stays with its own end. */
        private Judgement judge(Key key, @Nullable Judgement old, Supplier<Judgement> question) {
            try {
                Judgement known = question.get();
                goodOnce.put(key, true);
                lastKnown.put(key, known);
                return known;
            } catch (RuntimeException failure) {
                if (failure instanceof Refused refused && refused.refusal().kind() == Refusal.Kind.UNAUTHENTICATED) {
                    lastKnown.invalidate(key);
                    return new Judgement.Unknown(refused, System.nanoTime());
                }
                return old != null ? old : new Judgement.Unjudged(failure, System.nanoTime());
            }
        }
    }
}
