package dev.rollcall.sso.session;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.sso.token.AccessTokens;
import dev.rollcall.sso.token.Issued;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One's own sessions, by the session cookie. */
@Path("/v2/sessions")
@Produces(MediaType.APPLICATION_JSON)
public class SessionsEndpoint {
    private final CurrentSession current;
    private final Sessions sessions;
    private final AccessTokens tokens;

    SessionsEndpoint(CurrentSession current, Sessions sessions, AccessTokens tokens) {
        this.current = current;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** @param current the session that asks */
    record Shown(
            UUID id,
            String address,
            String userAgent,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            boolean current) {
        static Shown of(Session session, UUID asking) {
            return new Shown(
                    session.id(),
                    session.address(),
                    session.userAgent(),
                    session.createdAt(),
                    session.lastSeenAt(),
                    session.expiresAt(),
                    session.id().equals(asking));
        }
    }

    record Page(List<Shown> sessions, @Nullable String next) {}

    /**
     * @param organization for people with several memberships; the owner's token reaches every organization, it is not read
     * @param lifetime seconds; null for ten minutes
     */
    record Wanted(@Nullable String organization, @Nullable Long lifetime) {}

    /** All on one page: there are never more than {@link Sessions#PER_ACCOUNT_MAX}. */
    @GET
    public Page list() {
        Session own = current.require().session();
        List<Shown> shown = sessions.list(own.accountId()).stream()
                .map(session -> Shown.of(session, own.id()))
                .toList();
        return new Page(shown, null);
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") String id) {
        current.requireOwnPage();
        sessions.revoke(current.require().session().accountId(), requireId(id));
    }

    /** An access token for the session's account; it lives on after the session for as long as it says. */
    @POST
    @Path("/token")
    @Consumes(MediaType.APPLICATION_JSON)
    public Issued issue(@Nullable Wanted wanted) {
        current.requireOwnPage();
        Session own = current.require().session();
        var lifetime = tokens.requireLifetime(wanted == null ? null : wanted.lifetime());
        if (own.platform()) {
            return tokens.forOwner(own.accountId(), own.name(), lifetime);
        }
        HeldGrant grant = GrantRules.require(own.live(), wanted == null ? null : wanted.organization());
        return tokens.forMember(
                own.accountId(),
                own.name(),
                grant.organizationId(),
                grant.memberId(),
                grant.role(),
                grant.epoch(),
                lifetime);
    }

    /** The usual one, for who sends no body. */
    @POST
    @Path("/token")
    @Consumes(MediaType.WILDCARD)
    public Issued issue() {
        return issue(null);
    }

    static UUID requireId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Refusal.SESSION_UNKNOWN.because("You have no such session.");
        }
    }
}
