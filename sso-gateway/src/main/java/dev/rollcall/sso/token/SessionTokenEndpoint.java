package dev.rollcall.sso.token;

import dev.rollcall.sso.session.CurrentSession;
import dev.rollcall.sso.session.SignedIn;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** An access token by the session cookie, for pages: no refresh token, the cookie is there. */
@Path("/v2/sessions/token")
@Produces(MediaType.APPLICATION_JSON)
public class SessionTokenEndpoint {
    private final CurrentSession current;
    private final AccessTokens tokens;
    private final SessionTokens sessionTokens;

    SessionTokenEndpoint(CurrentSession current, AccessTokens tokens, SessionTokens sessionTokens) {
        this.current = current;
        this.tokens = tokens;
        this.sessionTokens = sessionTokens;
    }

    /**
     * @param organization for people with several memberships; the owner's token reaches every organization, it is not read
     * @param lifetime seconds; null for ten minutes
     */
    record Wanted(@Nullable String organization, @Nullable Long lifetime) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Issued issue(@Nullable Wanted wanted) {
        current.requireOwnPage();
        SignedIn who = current.requireSignedIn();
        var lifetime = tokens.requireLifetime(wanted == null ? null : wanted.lifetime());
        return sessionTokens.issue(who, wanted == null ? null : wanted.organization(), lifetime);
    }

    /** The usual one, for who sends no body. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Issued issue() {
        return issue(null);
    }
}
