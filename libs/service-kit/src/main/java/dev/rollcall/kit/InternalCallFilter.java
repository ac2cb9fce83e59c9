package dev.rollcall.kit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.contract.refusal.Refusal;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Lets a service reach {@code /internal/**} only where {@code rollcall.allow.<caller>} lists the path's beginning, and only with a token
 * signed by that caller's key, for this service. A token is verified once and remembered until it ends: its signature cannot change.
 */
@Startup
@Singleton
public class InternalCallFilter {
    private static final String INTERNAL = "/internal/";
    /** Callers renew twice a minute; with ten replicas of three callers that is far below this. */
    private static final int REMEMBERED_MAX = 1_000;

    private record Caller(PublicKey key, List<String> prefixes) {}

    private record Verified(Caller caller, Instant until) {}

    private final String service;
    private final Map<String, Caller> callers = new HashMap<>();
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(Duration.ofMinutes(2))
            .build();

    InternalCallFilter(Config config, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.service = service;
        for (String name : config.getPropertyNames()) {
            if (name.startsWith("rollcall.allow.")) {
                String caller = name.substring("rollcall.allow.".length());
                PublicKey key =
                        ServiceKeys.publicKey(Path.of(config.getValue("rollcall.trust." + caller, String.class)));
                callers.put(caller, new Caller(key, List.of(config.getValue(name, String[].class))));
            }
        }
    }

    @ServerRequestFilter(preMatching = true, priority = 10)
    public void check(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!path.startsWith(INTERNAL)) {
            return;
        }
        Caller caller = require(request.getHeaderString("Authorization"));
        if (caller.prefixes().stream().noneMatch(path::startsWith)) {
            throw Refusal.ROLE_INSUFFICIENT.because("This service may not call this path.");
        }
    }

    private Caller require(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            throw Refusal.TOKEN_MISSING.because("Internal paths need a service token.");
        }
        String token = authorization.substring("Bearer ".length());
        Verified known = verified.getIfPresent(token);
        if (known == null || !Instant.now().isBefore(known.until())) {
            known = verify(token);
            verified.put(token, known);
        }
        return known.caller();
    }

    private Verified verify(String token) {
        try {
            var unverified = new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build()
                    .processToClaims(token);
            Caller caller = callers.get(unverified.getIssuer());
            if (caller == null) {
                throw Refusal.TOKEN_INVALID.because("The service token's issuer is not trusted here.");
            }
            var claims = new JwtConsumerBuilder()
                    .setVerificationKey(caller.key())
                    .setJwsAlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT,
                            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                    .setExpectedIssuer(unverified.getIssuer())
                    .setExpectedAudience(service)
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setAllowedClockSkewInSeconds(5)
                    .setMaxFutureValidityInMinutes(2)
                    .build()
                    .processToClaims(token);
            NumericDate end = claims.getExpirationTime();
            return new Verified(caller, Instant.ofEpochSecond(end.getValue()));
        } catch (InvalidJwtException | MalformedClaimException e) {
            throw Refusal.TOKEN_INVALID.because(
                    "The service token is expired, not for this service, or not signed by its issuer.");
        }
    }
}
