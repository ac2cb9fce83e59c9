package dev.rollcall.sso.token;

import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.session.HeldGrant;
import dev.rollcall.sso.session.SignedIn;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Signs access tokens: ES256, for the public APIs of this installation. */
@ApplicationScoped
public class AccessTokens {
    /** The APIs that take them; each checks that it is named. */
    /** Some ten thousand bytes: services take headers of 16 KB. */
    private static final int ORGANIZATIONS_MAX = 200;

    private static final Set<String> AUDIENCE = Set.of("rollcall-admin", "rollcall-audit", "rollcall-scim");

    private final SigningKeys keys;
    private final Clock clock;
    private final String issuer;
    private final Duration lifetimeMax;

    AccessTokens(
            SigningKeys keys,
            Clock clock,
            @ConfigProperty(name = "rollcall.issuer") String issuer,
            @ConfigProperty(name = "rollcall.access-token.max-lifetime") Duration lifetimeMax) {
        this.keys = keys;
        this.clock = clock;
        this.issuer = issuer;
        this.lifetimeMax = lifetimeMax;
    }

    /** How long a token will live for whom asks for so many seconds; null asks for the usual. See {@link LifetimeRules}. */
    public Duration requireLifetime(@Nullable Long seconds) {
        return LifetimeRules.require(seconds, lifetimeMax);
    }

    /** For the break-glass owner, who counts as owner of every organization. */
    public Issued forOwner(UUID account, String email, Duration lifetime) {
        JwtClaimsBuilder claims = Jwt.subject(account.toString()).upn(email).claim("platform", true);
        return sign(claims.groups("platform"), lifetime);
    }

    /**
     * For a member of one organization, with the epoch of their sign-in: void as soon as the member's is greater. {@code orgs} names the
     * organizations that the session still stands on as an owner: what is decided for several together needs a sign-in that was good for each.
     */
    Issued forMember(SignedIn who, HeldGrant grant, Duration lifetime) {
        JwtClaimsBuilder claims = Jwt.subject(who.accountId().toString())
                .upn(who.name())
                .claim("org", grant.organizationId().toString())
                .claim("mid", grant.memberId().toString())
                .claim("role", grant.role())
                .claim("epoch", grant.epoch())
                .claim("orgs", owned(who));
        return sign(claims.groups(grant.role()), lifetime);
    }

    /** Whether somebody owns them at the moment of use is asked then. A link can lead into more than a header has room for. */
    private static Set<String> owned(SignedIn who) {
        return who.grants().stream()
                .filter(each -> each.role().equals("owner"))
                .map(each -> each.organizationId().toString())
                .limit(ORGANIZATIONS_MAX)
                .collect(Collectors.toSet());
    }

    /** For who holds an organization's access token: that organization, those scopes, nobody's membership. */
    public Issued forOrganization(UUID token, String label, UUID organization, Set<String> scopes, Duration lifetime) {
        JwtClaimsBuilder claims = Jwt.subject(token.toString())
                .upn(label)
                .claim("org", organization.toString())
                .claim("scopes", scopes)
                .claim("tid", token.toString());
        return sign(claims.groups(scopes), lifetime);
    }

    private Issued sign(JwtClaimsBuilder claims, Duration lifetime) {
        Instant now = clock.instant();
        KeyRing ring = keys.ring();
        String token = claims.issuer(issuer)
                .audience(AUDIENCE)
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .claim("jti", Fresh.id().toString())
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(ring.kid())
                .sign(ring.privateKey());
        return new Issued(token, "Bearer", lifetime.toSeconds(), null);
    }
}
