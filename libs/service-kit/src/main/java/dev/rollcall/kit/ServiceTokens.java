package dev.rollcall.kit;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Signs this service's tokens for calls to others: ES256, one minute, one audience, used again until they are half old. */
@ApplicationScoped
public class ServiceTokens {
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private record Minted(String token, Instant renewAt) {}

    private final String service;
    private final Path keyFile;
    private final Map<String, Minted> byCallee = new ConcurrentHashMap<>();
    private volatile @Nullable PrivateKey key;

    ServiceTokens(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "rollcall.service.key") String keyFile) {
        this.service = service;
        this.keyFile = Path.of(keyFile);
    }

    /** A token that {@code callee} accepts for at least half a minute more. */
    public String tokenFor(String callee) {
        Instant now = Instant.now();
        return byCallee.compute(
                        callee, (name, old) -> old != null && now.isBefore(old.renewAt()) ? old : mint(name, now))
                .token();
    }

    private Minted mint(String callee, Instant now) {
        String token = Jwt.issuer(service)
                .audience(callee)
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(service)
                .sign(key());
        return new Minted(token, now.plus(LIFETIME.dividedBy(2)));
    }

    private PrivateKey key() {
        PrivateKey known = key;
        if (known == null) {
            known = ServiceKeys.privateKey(keyFile);
            key = known;
        }
        return known;
    }
}
