package dev.rollcall.sso.accesstoken;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.AttemptLimits;
import dev.rollcall.sso.signin.Denials;
import dev.rollcall.sso.signin.Method;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Decides whether who sends an organization's name and a token may act for it. */
@ApplicationScoped
public class TokenExchanges {
    private final OrganizationTokens tokens;
    private final Membership membership;
    private final AttemptLimits limits;
    private final Denials denials;
    private final Clock clock;

    TokenExchanges(
            OrganizationTokens tokens, Membership membership, AttemptLimits limits, Denials denials, Clock clock) {
        this.tokens = tokens;
        this.membership = membership;
        this.limits = limits;
        this.denials = denials;
        this.clock = clock;
    }

    /**
     * A token that was shown and is good.
     *
     * @param remaining until it expires; a year where it does not
     */
    public record Proven(UUID id, UUID organizationId, String label, Set<String> scopes, Duration remaining) {
        /** Nothing that is made from a token outlives it. */
        public Duration within(Duration lifetime) {
            return remaining.compareTo(lifetime) < 0 ? remaining : lifetime;
        }
    }

    /** Refused as CREDENTIALS_WRONG for an unknown name, an unknown token and the token of another organization alike. */
    public Proven require(String organization, String secret, Attempt attempt) {
        try {
            return judge(organization, secret, attempt.address());
        } catch (Refused why) {
            throw denials.record(why, Method.ORGANIZATION_TOKEN, attempt);
        }
    }

    private Proven judge(String organization, String secret, String address) {
        if (!limits.allowToken(address)) {
            throw Refusal.RATE_LIMITED.because("Too many attempts; wait a minute.");
        }
        // The token first: names are looked up only for who holds one, so nobody can find out which exist.
        StoredToken token =
                OrganizationToken.parse(secret).flatMap(tokens::find).orElseThrow(TokenExchanges::wrong);
        if (!token.organizationId().equals(idOf(organization))) {
            throw wrong();
        }
        limits.forgiveToken(address);
        tokens.used(token);
        Set<String> scopes = token.scopes().stream().map(TokenScope::wireName).collect(Collectors.toUnmodifiableSet());
        return new Proven(token.id(), token.organizationId(), token.label(), scopes, remaining(token));
    }

    private UUID idOf(String organization) {
        try {
            return membership.requireOrganization(organization.strip()).id();
        } catch (Refused refused) {
            throw refused.refusal() == Refusal.ORGANIZATION_UNKNOWN ? wrong() : refused;
        }
    }

    private Duration remaining(StoredToken token) {
        Instant end = token.expiresAt();
        return end == null ? Duration.ofDays(365) : Duration.between(clock.instant(), end);
    }

    private static Refused wrong() {
        return Refusal.CREDENTIALS_WRONG.because("Unknown organization or access token.");
    }
}
