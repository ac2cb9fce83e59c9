package dev.rollcall.sso.session;

import dev.rollcall.contract.signin.SignInAnswer.Grant;
import dev.rollcall.contract.signin.SignInAnswer.Granted;
import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.SessionEvents;
import dev.rollcall.sso.signin.SessionEvents.Why;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of members: of people for whom an identity provider vouched, and of those who proved their address. What sign-ins end in, and begin
 * a logout with.
 */
@ApplicationScoped
public class MemberSessions {
    /** Of a session that a link opened: for the cookie. */
    public static final Duration LINK_LIFETIME = SessionRules.USUAL;

    private final DataSource database;
    private final Sessions sessions;
    private final SessionEvents events;
    private final Clock clock;

    MemberSessions(DataSource database, Sessions sessions, SessionEvents events, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Opens the session of a granted sign-in; the cookie for it is {@code Cookies.session(secret, signIn.lifetime())}. That somebody signed in
     * was told by who decided it.
     *
     * @param before what the browser's session cookie holds, if it came along: that session ends (session fixation)
     */
    @Transactional
    public SessionSecret open(MemberSignIn signIn, Attempt attempt, Optional<SessionSecret> before) {
        SessionSecret secret = SessionSecret.fresh();
        try (Connection connection = database.getConnection()) {
            if (before.isPresent()) {
                SessionRows.delete(connection, before.get());
            }
            sessions.insert(connection, session(signIn, attempt), secret);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return secret;
    }

    /**
     * As {@link #open}, where the browser keeps its session cookie back, as it does with a POST that another site made it send.
     *
     * @param before what {@link #current} said when the flow began; null: nothing
     */
    @Transactional
    public SessionSecret openInsteadOf(@Nullable Place before, MemberSignIn signIn, Attempt attempt) {
        if (before != null) {
            try (Connection connection = database.getConnection()) {
                SessionRows.delete(connection, before.accountId(), before.sessionId());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return open(signIn, attempt, Optional.empty());
    }

    /**
     * The session of that name, by a look at the source of truth; empty when it is over. Refused as UNAVAILABLE when that cannot be asked: whoever
     * has time for a call waits for nobody's news.
     */
    public Optional<SignedIn> look(UUID accountId, UUID sessionId) {
        return sessions.look(accountId, sessionId).map(SignedIn::of);
    }

    /** Opens the session of somebody who proved their address by a link: as {@link #open}, without an identity provider. */
    @Transactional
    public SessionSecret openByLink(Granted granted, Attempt attempt, Optional<SessionSecret> before) {
        SessionSecret secret = SessionSecret.fresh();
        try (Connection connection = database.getConnection()) {
            if (before.isPresent()) {
                SessionRows.delete(connection, before.get());
            }
            sessions.insert(connection, session(granted, null, LINK_LIFETIME, attempt), secret);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return secret;
    }

    /** Names a session for who may not hold its secret. */
    public record Place(UUID accountId, UUID sessionId) {}

    /** Which session a cookie is of, if it is of one: to be kept with a flow that begins. */
    public Optional<Place> current(Optional<SessionSecret> secret) {
        try (Connection connection = database.getConnection()) {
            Instant now = clock.instant();
            Optional<Session> found =
                    secret.isEmpty() ? Optional.empty() : SessionRows.find(connection, secret.get(), now);
            return found.map(session -> new Place(session.accountId(), session.id()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Session session(MemberSignIn signIn, Attempt attempt) {
        IdpSession idp = new IdpSession(
                signIn.connectionId(),
                signIn.protocol(),
                signIn.issuer(),
                signIn.subject(),
                signIn.sessionIndex(),
                signIn.authenticatedAt());
        return session(signIn.granted(), idp, signIn.lifetime(), attempt);
    }

    private Session session(Granted granted, @Nullable IdpSession idp, Duration lifetime, Attempt attempt) {
        Instant now = clock.instant();
        return new Session(
                Fresh.id(),
                granted.accountId(),
                granted.userName(),
                false,
                attempt.address(),
                attempt.userAgent(),
                now,
                now,
                now.plus(lifetime),
                null,
                idp,
                granted.grants().stream().map(MemberSessions::held).toList());
    }

    private static HeldGrant held(Grant grant) {
        return new HeldGrant(
                grant.memberId(),
                grant.organizationId(),
                grant.organization(),
                grant.role(),
                grant.sessionEpoch(),
                true);
    }

    /**
     * Ends sessions because their identity provider says so; the caller has verified that it does.
     *
     * @param subject NameID or {@code sub}; null when only sessions are named
     * @param sessionIndexes which of the provider's sessions; empty: all of that subject. Both missing ends nothing
     * @return how many were ended
     */
    @Transactional
    public int endByIdp(UUID connectionId, @Nullable String subject, List<String> sessionIndexes) {
        if (subject == null && sessionIndexes.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            List<Session> ended = EndedRows.ofIdp(connection, connectionId, subject, sessionIndexes, now);
            for (Session session : ended) {
                events.ended(connection, session.ended(Why.IDP_LOGOUT), now);
            }
            return ended.size();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
