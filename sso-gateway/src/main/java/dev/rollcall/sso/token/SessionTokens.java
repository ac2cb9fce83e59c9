package dev.rollcall.sso.token;

import dev.rollcall.sso.session.HeldGrant;
import dev.rollcall.sso.session.SignedIn;
import dev.rollcall.sso.signin.Attempt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Access tokens for who is signed in. None outlives the session that it came from. */
@ApplicationScoped
class SessionTokens {
    private final AccessTokens tokens;
    private final RefreshTokens refreshTokens;
    private final Clock clock;

    SessionTokens(AccessTokens tokens, RefreshTokens refreshTokens, Clock clock) {
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.clock = clock;
    }

    /**
     * An access token alone.
     *
     * @param organization which of the memberships; null where there is one only. The break-glass owner's token reaches all, it is not read
     */
    Issued issue(SignedIn who, @Nullable String organization, Duration lifetime) {
        return who.platform()
                ? tokens.forOwner(who.accountId(), who.name(), within(who, lifetime))
                : forMember(who, who.requireGrant(organization), lifetime);
    }

    /** With the first refresh token of a chain; for the break-glass owner without. */
    Issued begin(SignedIn who, @Nullable String organization, Duration lifetime) {
        if (who.platform()) {
            return issue(who, organization, lifetime);
        }
        HeldGrant grant = who.requireGrant(organization);
        return forMember(who, grant, lifetime).with(refreshTokens.begin(who, grant));
    }

    /** With the next refresh token of the chain. */
    Issued refresh(String refreshToken, Attempt attempt, Duration lifetime) {
        var used = refreshTokens.use(refreshToken, attempt);
        return forMember(used.who(), used.grant(), lifetime).with(used.next());
    }

    private Issued forMember(SignedIn who, HeldGrant grant, Duration lifetime) {
        return tokens.forMember(who, grant, within(who, lifetime));
    }

    private Duration within(SignedIn who, Duration lifetime) {
        Duration rest = Duration.between(clock.instant(), who.expiresAt());
        return rest.compareTo(lifetime) < 0 ? rest : lifetime;
    }
}
