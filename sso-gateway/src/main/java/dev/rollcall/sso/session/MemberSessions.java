package dev.rollcall.sso.session;

import dev.rollcall.contract.signin.SignInAnswer.Grant;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Sessions of people for whom an identity provider vouched: what the flows of SAML and OpenID Connect end in, and begin a logout with. */
@ApplicationScoped
public class MemberSessions {
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
    public SessionSecret openInsteadOf(@Nullable Place before, MemberSignIn signIn, Attempt attempt) {
        SessionSecret secret = SessionSecret.fresh();
        Session session = session(signIn, attempt);
        try (Connection connection = database.getConnection()) {
            if (before == null && SessionRows.insertInRoom(connection, session, secret, Sessions.PER_ACCOUNT_MAX)) {
                return secret; // nobody else's session had to end, so one statement was all
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return QuarkusTransaction.joiningExisting().call(() -> open(before, session, secret));
    }

    private SessionSecret open(@Nullable Place before, Session session, SessionSecret secret) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (before != null) {
                SessionRows.delete(connection, before.accountId(), before.sessionId());
            }
            sessions.insert(connection, session, secret);
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

    private Session session(MemberSignIn signIn, Attempt attempt) {
        Instant now = clock.instant();
        return new Session(
                Fresh.id(),
                signIn.granted().accountId(),
                signIn.granted().userName(),
                false,
                attempt.address(),
                attempt.userAgent(),
                now,
                now,
                now.plus(signIn.lifetime()),
                null,
                new IdpSession(
                        signIn.connectionId(),
                        signIn.protocol(),
                        signIn.issuer(),
                        signIn.subject(),
                        signIn.sessionIndex(),
                        signIn.authenticatedAt()),
                signIn.granted().grants().stream().map(MemberSessions::held).toList());
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
