package dev.rollcall.scimendpoint.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.contract.provisioning.ScimTrust;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.scimendpoint.exchange.Exchange;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Judges JSON Web Tokens of issuers that a connection trusts (E24): membership-service says which connection that is and what it wants to
 * see, the issuer's published keys say whether the token is genuine. Nothing in a token decides where its keys come from.
 */
@ApplicationScoped
class ForeignTokens {
    /** Verified tokens on one replica: an identity provider uses one for an hour. */
    private static final int REMEMBERED_MAX = 1_000;
    /** After this a token's key is looked up anew: one that the issuer has withdrawn must not count until the token's end. */
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);
    /** Tokens not verified before, per second, issuer and replica: each costs a signature. */
    private static final int NEW_PER_SECOND = 50;

    private static final int ISSUERS_MAX = 10_000;
    private static final int GENUINE_MAX = 2_000; // some megabytes; a busy replica sees about as many a day

    private record Verified(ScimTrust trust, Instant until) {}

    private final KeySets keySets;
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("foreign-", 0).factory());
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();
    /** By issuer, so that noise in one's name keeps no other out. */
    private final Cache<String, Bucket> strangers = Caffeine.newBuilder()
            .maximumSize(ISSUERS_MAX)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();
    /** Tokens whose signature was right once: looked at again, they stand in nobody's queue. */
    private final Cache<String, Boolean> genuine = Caffeine.newBuilder()
            .maximumSize(GENUINE_MAX)
            .expireAfterWrite(Duration.ofHours(25))
            .build();

    ForeignTokens(KeySets keySets) {
        this.keySets = keySets;
    }

    /** @param judgeIssuer who it is that the issuer speaks for; the token itself is always verified here */
    CompletableFuture<Judgement> judge(
            String jwt, Exchange exchange, Function<Presented, CompletableFuture<Judgement>> judgeIssuer) {
        ForeignToken token = ForeignToken.read(jwt);
        return judgeIssuer.apply(new Presented.Issuer(token.issuer())).thenCompose(judgement -> switch (judgement) {
            case Judgement.Known known -> known(token, known, exchange);
            case Judgement.Unknown unknown -> CompletableFuture.completedFuture(unknown);
            case Judgement.Unjudged unjudged -> CompletableFuture.completedFuture(unjudged);
        });
    }

    private CompletableFuture<Judgement> known(ForeignToken token, Judgement.Known issuer, Exchange exchange) {
        ScimTrust trust = Objects.requireNonNull(issuer.trust());
        Verified before = verified.getIfPresent(token.text());
        if (before != null
                && before.trust().equals(trust)
                && exchange.receivedAt().isBefore(before.until())) {
            return CompletableFuture.completedFuture(issuer);
        }
        return CompletableFuture.supplyAsync(() -> verify(token, trust, issuer, exchange), threads);
    }

    private Bucket strangers(String issuer) {
        return strangers.get(
                issuer,
                unknown -> Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(NEW_PER_SECOND).refillGreedy(NEW_PER_SECOND, Duration.ofSeconds(1)))
                        .build());
    }

    private Judgement verify(ForeignToken token, ScimTrust trust, Judgement.Known issuer, Exchange exchange) {
        try {
            // A key that is not there costs a look into a map; only then is a signature due.
            var key = keySets.require(trust.jwksUri(), token.keyId(), token.algorithm());
            if (genuine.getIfPresent(token.text()) == null
                    && !strangers(token.issuer()).tryConsume(1)) {
                throw Refusal.RATE_LIMITED.because("Too many unknown tokens are being tried; try again in a second.");
            }
            Instant end = token.verify(key, trust, exchange.receivedAt());
            genuine.put(token.text(), true);
            verified.put(token.text(), new Verified(trust, end));
            return issuer;
        } catch (ForeignToken.Unfit unfit) {
            // Genuine, so it is no stranger's noise: the owner finds it in the log.
            exchange.concerns(issuer.client().connectionId());
            return new Judgement.Unknown(unfit.refused(), System.nanoTime());
        } catch (Refused refused) {
            return new Judgement.Unknown(refused, System.nanoTime());
        }
    }
}
