package dev.rollcall.kit;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tokens as sso-gateway and the services would sign them, with the keys of this test run. */
public final class TestTokens {
    private TestTokens() {}

    /** A service token of {@code caller} for {@code callee}. */
    public static String service(String caller, String callee) {
        Instant now = Instant.now();
        return Jwt.issuer(caller)
                .audience(callee)
                .issuedAt(now)
                .expiresAt(now.plusSeconds(60))
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(caller)
                .sign(ServiceKeys.privateKey(InfraTestResource.KEYS.resolve(caller + ".key.pem")));
    }

    /** The break-glass owner. */
    public static String platform(UUID accountId) {
        return sign(claims(accountId).claim("platform", true).groups("platform"));
    }

    /** A member of one organization. */
    public static String member(UUID accountId, UUID organizationId, UUID memberId, String role, long epoch) {
        return sign(memberClaims(accountId, organizationId, memberId, role, epoch));
    }

    /** The same, whose sign-in was granted for these organizations, too. */
    public static String member(
            UUID accountId, UUID organizationId, UUID memberId, String role, long epoch, Set<UUID> reach) {
        return sign(memberClaims(accountId, organizationId, memberId, role, epoch)
                .claim("orgs", reach.stream().map(UUID::toString).collect(Collectors.toSet())));
    }

    private static JwtClaimsBuilder memberClaims(
            UUID accountId, UUID organizationId, UUID memberId, String role, long epoch) {
        return claims(accountId)
                .claim("org", organizationId.toString())
                .claim("mid", memberId.toString())
                .claim("role", role)
                .claim("epoch", epoch)
                .groups(role);
    }

    /** An organization's access token. */
    public static String organization(UUID tokenId, UUID organizationId, Set<String> scopes) {
        return sign(claims(tokenId)
                .claim("org", organizationId.toString())
                .claim("scopes", scopes)
                .groups(scopes));
    }

    /** A member's token that ended a minute ago. */
    public static String expiredMember(UUID organizationId, UUID memberId) {
        Instant then = Instant.now().minusSeconds(660);
        return sign(claims(UUID.randomUUID())
                .claim("org", organizationId.toString())
                .claim("mid", memberId.toString())
                .claim("epoch", 1)
                .issuedAt(then)
                .expiresAt(then.plusSeconds(600)));
    }

    /** A member's token for other APIs than that one. */
    public static String memberElsewhere(UUID organizationId, UUID memberId, String audience) {
        return sign(claims(UUID.randomUUID())
                .audience(Set.of(audience))
                .claim("org", organizationId.toString())
                .claim("mid", memberId.toString())
                .claim("epoch", 1));
    }

    private static JwtClaimsBuilder claims(UUID subject) {
        Instant now = Instant.now();
        return Jwt.issuer("http://localhost:8082")
                .audience(Set.of("rollcall-admin", "rollcall-audit", "rollcall-scim"))
                .subject(subject.toString())
                .upn(subject + "@test.example")
                .issuedAt(now)
                .expiresAt(now.plus(Duration.ofMinutes(10)));
    }

    private static String sign(JwtClaimsBuilder claims) {
        return claims.jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId("test")
                .sign(ServiceKeys.privateKey(InfraTestResource.KEYS.resolve("access.key.pem")));
    }
}
