package dev.rollcall.sso.session;

import dev.rollcall.contract.signin.SignInAnswer.Grant;
import dev.rollcall.contract.signin.SignInAnswer.Granted;
import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.SessionEvents;
import dev.rollcall.sso.signin.SessionEvents.Why;
import io.quarkus.narayana.jta.QuarkusTransaction;
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
     * was told by who decided it. Where the identity provider's order to end it came first, it is over as it begins, and its person is told so.
     *
     * @param before what the browser's session cookie holds, if it came along: that session ends (session fixation)
     */
    @Transactional
    public SessionSecret open(MemberSignIn signIn, Attempt attempt, Optional<SessionSecret> before) {
        try (Connection connection = database.getConnection()) {
            IdpSession idp = idp(signIn);
            Session session = session(signIn, idp, attempt);
            boolean over = LogoutRows.isOver(connection, idp, session.createdAt());
            if (before.isPresent()) {
                sessions.replaced(connection, SessionRows.delete(connection, before.get()));
            }
            return open(connection, session, SessionSecret.fresh(), over);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * As {@link #open}, where the browser keeps its session cookie back, as it does with a POST that another site made it send.
     *
     * @param before what {@link #current} said when the flow began; null: nothing
     */
    public SessionSecret openInsteadOf(@Nullable Place before, MemberSignIn signIn, Attempt attempt) {
        SessionSecret secret = SessionSecret.fresh();
        IdpSession idp = idp(signIn);
        Session session = session(signIn, idp, attempt);
        try (Connection connection = database.getConnection()) {
            if (before == null
                    && SessionRows.insertInRoom(connection, session, idp, secret, Sessions.PER_ACCOUNT_MAX)) {
                return secret; // no session had to end, so one round trip was all
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return QuarkusTransaction.joiningExisting().call(() -> {
            try (Connection connection = database.getConnection()) {
                // An order locks in this order too: first the connection's place in the line, then sessions.
                boolean over = LogoutRows.isOver(connection, idp, session.createdAt());
                if (before != null) {
                    sessions.replaced(
                            connection, SessionRows.delete(connection, before.accountId(), before.sessionId()));
                }
                return open(connection, session, secret, over);
            }
        });
    }

    private SessionSecret open(Connection connection, Session session, SessionSecret secret, boolean over)
            throws SQLException {
        Instant now = session.createdAt();
        sessions.insert(connection, session, secret);
        if (over) {
            tellEnded(connection, EndedRows.one(connection, session.key(), now), now);
        }
        return secret;
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
                sessions.replaced(connection, SessionRows.delete(connection, before.get()));
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
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = database.getConnection()) {
            return SessionRows.find(connection, secret.get(), clock.instant())
                    .map(session -> new Place(session.accountId(), session.id()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IdpSession idp(MemberSignIn signIn) {
        return new IdpSession(
                signIn.connectionId(),
                signIn.protocol(),
                signIn.issuer(),
                signIn.subject(),
                signIn.sessionIndex(),
                signIn.authenticatedAt());
    }

    private Session session(MemberSignIn signIn, IdpSession idp, Attempt attempt) {
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
     * Ends the sessions that their identity provider says are over, and for a while those that would begin from a sign-in before.
     *
     * @return how many were ended
     */
    @Transactional
    public int end(IdpOrder order) {
        if (order.subject() == null && order.sessionIndexes().isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            LogoutRows.remember(connection, order, now);
            List<Session> ended =
                    EndedRows.ofIdp(connection, order.connectionId(), order.subject(), order.sessionIndexes(), now);
            tellEnded(connection, ended, now);
            return ended.size();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tellEnded(Connection connection, List<Session> ended, Instant now) throws SQLException {
        for (Session session : ended) {
            events.ended(connection, session.ended(Why.IDP_LOGOUT), now);
        }
    }
}
