package dev.rollcall.sso.session;

import dev.rollcall.contract.account.AccountsApi.OwnerAccount;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.sso.owner.OwnerSettings;
import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.Method;
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
    /** A working day; after it people prove again who they are. */
    static final Duration LIFETIME = Duration.ofHours(24);
    /** More browsers than a person has; the oldest makes room, so that a script that signs in for ever fills nothing. */
    static final int PER_ACCOUNT_MAX = 50;

    private static final Duration SEEN_STEP = Duration.ofMinutes(1);

    private final DataSource database;
    private final SignInEvents events;
    private final OwnerSettings owner;
    private final Clock clock;

    Sessions(DataSource database, SignInEvents events, OwnerSettings owner, Clock clock) {
        this.database = database;
        this.events = events;
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
                now.plus(LIFETIME));
        try (Connection connection = database.getConnection()) {
            SessionRows.deleteExpired(connection, now);
            if (before.isPresent()) {
                SessionRows.delete(connection, before.get());
            }
            makeRoom(connection, account.accountId(), now);
            SessionRows.insert(connection, session, secret);
            events.succeeded(connection, account.accountId(), Method.OWNER_PASSWORD, attempt, session.id(), now);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return secret;
    }

    private void makeRoom(Connection connection, UUID account, Instant now) throws SQLException {
        List<Session> known = SessionRows.list(connection, account, now, 2 * PER_ACCOUNT_MAX);
        for (Session oldest : known.subList(Math.min(known.size(), PER_ACCOUNT_MAX - 1), known.size())) {
            SessionRows.delete(connection, account, oldest.id());
            events.revoked(connection, account, oldest.id(), now);
        }
    }

    /** The live session of a cookie; none once the owner is disabled. */
    @Transactional
    Optional<Session> find(SessionSecret secret) {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            Optional<Session> found =
                    SessionRows.find(connection, secret, now).filter(any -> !any.platform() || owner.enabled());
            if (found.isPresent() && now.isAfter(found.get().lastSeenAt().plus(SEEN_STEP))) {
                SessionRows.seen(connection, found.get(), now);
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Session> list(UUID account) {
        try (Connection connection = database.getConnection()) {
            return SessionRows.list(connection, account, clock.instant(), PER_ACCOUNT_MAX);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs this browser out; nothing happens when it was not signed in. */
    @Transactional
    void end(SessionSecret secret) {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            Optional<Session> ended = SessionRows.delete(connection, secret)
                    .filter(any -> any.expiresAt().isAfter(now));
            if (ended.isPresent()) {
                events.signedOut(
                        connection, ended.get().accountId(), ended.get().id(), now);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends a session of the account, in whatever browser it is; refused as SESSION_UNKNOWN. */
    @Transactional
    void revoke(UUID account, UUID id) {
        try (Connection connection = database.getConnection()) {
            Session ended = SessionRows.delete(connection, account, id)
                    .orElseThrow(() -> Refusal.SESSION_UNKNOWN.because("You have no such session."));
            events.revoked(connection, account, ended.id(), clock.instant());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
