package dev.rollcall.kit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rollcall.contract.account.AccountsApi.MemberStanding;
import dev.rollcall.contract.refusal.Refusal;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The one check of access tokens: signature, issuer and audience by configuration ({@code mp.jwt.*}), then the member's standing, so that
 * a token of somebody deactivated since is void. Another organization is never confirmed to exist: it is ORGANIZATION_UNKNOWN.
 */
@ApplicationScoped
public class AccessCheck {
    /** How old a standing may be: a token of somebody deactivated is void within a second, and a burst of calls is one look-up. */
    private static final Duration STANDING_AGE_MAX = Duration.ofMillis(500);

    private static final int STANDINGS_MAX = 10_000;

    private final JWTParser parser;
    private final HttpHeaders headers;
    private final LoadingCache<UUID, MemberStanding> standings;

    AccessCheck(JWTParser parser, HttpHeaders headers, Instance<Standings> source) {
        this.parser = parser;
        this.headers = headers;
        this.standings = Caffeine.newBuilder()
                .maximumSize(STANDINGS_MAX)
                .expireAfterWrite(STANDING_AGE_MAX)
                .build(id -> source.get().standing(id));
    }

    /** Who calls, by the bearer token of the current request. */
    public Caller caller() {
        String authorization = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Refusal.TOKEN_MISSING.because(
                    "Send an access token: Authorization: Bearer … (POST /v2/auth/token gives one).");
        }
        Caller caller = read(authorization.substring(7).trim());
        return caller;
    }

    /** An owner of that organization, or the break-glass owner. */
    public Caller requireOwner(UUID organizationId) {
        Caller caller = requireWithin(organizationId);
        if (!caller.platform() && !"owner".equals(caller.role())) {
            throw Refusal.ROLE_INSUFFICIENT.because("Only an owner of the organization may do this.");
        }
        return caller;
    }

    /** Any active member of that organization. */
    public Caller requireMember(UUID organizationId) {
        Caller caller = requireWithin(organizationId);
        if (!caller.platform() && caller.memberId() == null) {
            throw Refusal.ROLE_INSUFFICIENT.because("Only a member of the organization may do this.");
        }
        return caller;
    }

    /** An owner, or an organization's access token with that scope. */
    public Caller requireScopeOrOwner(UUID organizationId, String scope) {
        Caller caller = requireWithin(organizationId);
        return caller.scopes().contains(scope) ? caller : requireOwner(organizationId);
    }

    /** The break-glass owner only. */
    public Caller requirePlatform() {
        Caller caller = caller();
        if (!caller.platform()) {
            throw Refusal.ROLE_INSUFFICIENT.because("Only the break-glass owner of this installation may do this.");
        }
        return caller;
    }

    private Caller requireWithin(UUID organizationId) {
        Caller caller = caller();
        if (!caller.platform() && !organizationId.equals(caller.organizationId())) {
            throw Refusal.ORGANIZATION_UNKNOWN.because("There is no such organization.");
        }
        return caller;
    }

    private Caller read(String token) {
        JsonWebToken jwt;
        try {
            jwt = parser.parse(token);
        } catch (ParseException e) {
            throw invalid();
        }
        try {
            return judge(jwt);
        } catch (IllegalArgumentException | NullPointerException | ClassCastException e) {
            throw invalid();
        }
    }

    private Caller judge(JsonWebToken jwt) {
        UUID subject = UUID.fromString(jwt.getSubject());
        String name = jwt.getName() == null ? subject.toString() : jwt.getName();
        if (jwt.<Object>getClaim("platform") == JsonValue.TRUE
                || Boolean.TRUE.equals(jwt.<Object>getClaim("platform"))) {
            return new Caller(subject, name, true, null, null, null, Set.of(), Set.of());
        }
        UUID organization = UUID.fromString(text(jwt, "org"));
        if (jwt.getClaim("mid") == null) {
            return new Caller(
                    subject,
                    name,
                    false,
                    organization,
                    null,
                    null,
                    strings(jwt.getClaim("scopes")),
                    Set.of(organization));
        }
        UUID member = UUID.fromString(text(jwt, "mid"));
        MemberStanding standing = standings.get(member);
        long epoch = Long.parseLong(text(jwt, "epoch"));
        if (!standing.active()
                || epoch < standing.sessionEpoch()
                || !standing.organizationId().equals(organization)) {
            throw Refusal.TOKEN_INVALID.because(
                    "The membership behind this token was changed or ended since; sign in again.");
        }
        // The standing's role, not the token's: a demotion counts at once.
        return new Caller(
                subject, name, false, organization, member, standing.role(), Set.of(), reach(jwt, organization));
    }

    private static Set<UUID> reach(JsonWebToken jwt, UUID organization) {
        Set<UUID> reach = new HashSet<>(Set.of(organization));
        strings(jwt.getClaim("orgs")).forEach(id -> reach.add(UUID.fromString(id)));
        return Set.copyOf(reach);
    }

    private static String text(JsonWebToken jwt, String claim) {
        Object value = jwt.getClaim(claim);
        return value instanceof JsonString string ? string.getString() : String.valueOf(value);
    }

    private static Set<String> strings(@Nullable Object claim) {
        return claim instanceof Collection<?> values
                ? values.stream()
                        .map(v -> v instanceof JsonString s ? s.getString() : String.valueOf(v))
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static RuntimeException invalid() {
        return Refusal.TOKEN_INVALID.because(
                "The access token is expired, not for this API, or not issued by this installation.");
    }
}
