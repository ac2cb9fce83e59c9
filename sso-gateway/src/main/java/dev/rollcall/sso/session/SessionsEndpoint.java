package dev.rollcall.sso.session;

import dev.rollcall.contract.refusal.Refusal;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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

    SessionsEndpoint(CurrentSession current, Sessions sessions) {
        this.current = current;
        this.sessions = sessions;
    }

    /**
     * @param organizations names of those that the session reaches; empty for the break-glass owner's, which reaches all
     * @param current the session that asks
     */
    record Shown(
            UUID id,
            String address,
            String userAgent,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            List<String> organizations,
            boolean current) {
        static Shown of(Session session, UUID asking) {
            return new Shown(
                    session.id(),
                    session.address(),
                    session.userAgent(),
                    session.createdAt(),
                    session.lastSeenAt(),
                    session.expiresAt(),
                    session.live().stream().map(HeldGrant::organization).toList(),
                    session.id().equals(asking));
        }
    }

    record Page(List<Shown> sessions, @Nullable String next) {}

    /** All on one page: there are never more than {@link Sessions#PER_ACCOUNT_MAX}. */
    @GET
    public Page list() {
        Session own = current.require().session();
        List<Shown> shown = sessions.list(own.accountId(), own.platform()).stream()
                .map(session -> Shown.of(session, own.id()))
                .toList();
        return new Page(shown, null);
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") String id) {
        current.requireOwnPage();
        Session own = current.require().session();
        sessions.revoke(own.accountId(), own.platform(), requireId(id));
    }

    static UUID requireId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Refusal.SESSION_UNKNOWN.because("You have no such session.");
        }
    }
}
