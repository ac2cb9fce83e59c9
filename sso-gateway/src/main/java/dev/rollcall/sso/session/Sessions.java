package dev.rollcall.sso.session;

import dev.rollcall.contract.account.AccountsApi.OwnerAccount;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.sso.owner.OwnerSettings;
import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.Method;
import dev.rollcall.sso.signin.SessionEvents;
import dev.rollcall.sso.signin.SessionEvents.Why;
import dev.rollcall.sso.signin.SignInEvents;
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

/** Sessions: opened, found, ended. */
@ApplicationScoped
class Sessions {
    /** The break-glass owner's. */
    static final Duration LIFETIME = SessionRules.USUAL;
    /** More browsers than a person has; the oldest makes room, so that a script that signs in for ever fills nothing. */
    static final int PER_ACCOUNT_MAX = 50;

    private static final Duration SEEN_STEP = Duration.ofMinutes(1);

    private final DataSource database;
    private final SignInEvents signIns;
    private final SessionEvents events;
    private final SessionChecks checks;
    private final OwnerSettings owner;
    private final Clock clock;

    Sessions(
            DataSource database,
            SignInEvents signIns,
            SessionEvents events,
            SessionChecks checks,
            OwnerSettings owner,
            Clock clock) {
        this.database = database;
        this.signIns = signIns;
        this.events = events;
        this.checks = checks;
        this.owner = owner;
        this.clock = clock;
    }

    /**
     * Opens the break-glass owner's session. Whatever session the browser had ends with it: there is one per account and browser, and a
     * cookie that somebody planted before sign-in is worth nothing after it (session fixation).
     */
    @Transactional
    SessionSecret open(OwnerAccount account, Attempt attempt, Optional<SessionSecret> before) {
        Instant now = clock.instant();
        SessionSecret secret = SessionSecret.fresh();
        Session session = new Session(
                Fresh.id(),
                account.accountId(),
                account.email(),
                true,
                attempt.address(),
                attempt.userAgent(),
                now,
                now,
                now.plus(LIFETIME),
                null,
                null,
                List.of());
        try (Connection connection = database.getConnection()) {
            if (before.isPresent()) {
                replaced(connection, SessionRows.delete(connection, before.get()));
            }
            insert(connection, session, secret);
            signIns.succeeded(connection, account.accountId(), Method.OWNER_PASSWORD, attempt, session.id(), now);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return secret;
    }

    /** Tells of what a browser was signed in as before somebody signed in there, unless its time was over anyway. */
    void replaced(Connection connection, Optional<Session> before) throws SQLException {
        Instant now = clock.instant();
        if (before.isPresent() && before.get().expiresAt().isAfter(now)) {
            events.ended(connection, before.get().ended(Why.REPLACED), now);
        }
    }

    /** Within the caller's transaction: one session more, in the room that is made for it. */
    void insert(Connection connection, Session session, SessionSecret secret) throws SQLException {
        Instant now = session.createdAt();
        for (Session oldest : SessionRows.makeRoom(connection, session, now, PER_ACCOUNT_MAX)) {
            events.ended(connection, oldest.ended(Why.REVOKED), now);
        }
        SessionRows.insert(connection, session, secret);
    }

    /**
     * The live session of a cookie; none once the owner is disabled, or nothing that it stands on is left. Refused as UNAVAILABLE when that
     * cannot be found out.
     */
    Optional<Session> find(SessionSecret secret) {
        Instant now = clock.instant();
        return read(connection -> SessionRows.find(connection, secret, now)).flatMap(found -> live(found, now));
    }

    /** A member's live session of that name, by a look at the source of truth. Refused as UNAVAILABLE when it cannot be asked. */
    Optional<Session> look(UUID account, UUID id) {
        Instant now = clock.instant();
        return read(connection -> SessionRows.find(connection, account, id, now))
                .flatMap(found -> checks.looked(found, now));
    }

    private Optional<Session> live(Session found, Instant now) {
        Optional<Session> live =
                found.platform() ? Optional.of(found).filter(any -> owner.enabled()) : checks.live(found, now);
        if (live.isPresent() && now.isAfter(found.lastSeenAt().plus(SEEN_STEP))) {
            read(connection -> {
                SessionRows.seen(connection, found, now);
                return found;
            });
        }
        return live;
    }

    /**
     * The live ones of an account that are of the same kind. An identity provider may vouch for the break-glass owner's address, too: what
     * comes in over it neither sees nor ends the owner's own sessions.
     *
     * @param platform the break-glass owner's own
     */
    List<Session> list(UUID account, boolean platform) {
        return read(connection -> SessionRows.list(connection, account, platform, clock.instant(), PER_ACCOUNT_MAX));
    }

    /** Why the session of that cookie was ended, if somebody else than its person did. */
    Optional<Why> endedBecause(SessionSecret secret) {
        return read(connection -> EndedRows.find(connection, secret, clock.instant()));
    }

    /** Signs this browser out; nothing happens when it was not signed in. */
    @Transactional
    Optional<Session> end(SessionSecret secret) {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            Optional<Session> live = SessionRows.delete(connection, secret)
                    .filter(any -> any.expiresAt().isAfter(now));
            if (live.isPresent()) {
                events.ended(connection, live.get().ended(Why.SIGNED_OUT), now);
            }
            return live;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends a session of the account and kind, in whatever browser it is; refused as SESSION_UNKNOWN. */
    @Transactional
    void revoke(UUID account, boolean platform, UUID id) {
        try (Connection connection = database.getConnection()) {
            Instant now = clock.instant();
            Session ended = SessionRows.find(connection, account, id, now)
                    .filter(any -> any.platform() == platform)
                    .flatMap(any -> deleted(connection, any))
                    .orElseThrow(() -> Refusal.SESSION_UNKNOWN.because("You have no such session."));
            events.ended(connection, ended.ended(Why.REVOKED), now);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Session> deleted(Connection connection, Session session) {
        try {
            return SessionRows.delete(connection, session.accountId(), session.id());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Reading<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Single statements that each commit by themselves. */
    private <T> T read(Reading<T> reading) {
        try (Connection connection = database.getConnection()) {
            return reading.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
