package dev.rollcall.sso.token;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.sso.secret.Sha256;
import dev.rollcall.sso.session.HeldGrant;
import dev.rollcall.sso.session.MemberSessions;
import dev.rollcall.sso.session.SignedIn;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.AttemptLimits;
import dev.rollcall.sso.signin.Denials;
import dev.rollcall.sso.signin.Method;
import dev.rollcall.sso.token.RefreshTokenRows.Chain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Refresh tokens: each is good once and gives the next. One that comes back after its use was copied, by whoever came first or second; nobody
 * can say who is the thief, so the whole chain ends (RFC 9700 §4.14.2). A chain ends with its session and with its membership, too.
 */
@ApplicationScoped
class RefreshTokens {
    /** Programs of one person in one browser's session; the oldest makes room. */
    private static final int CHAINS_MAX = 10;

    /** SQLSTATE of a foreign key that leads nowhere. */
    private static final String SESSION_GONE = "23503";

    private final DataSource database;
    private final MemberSessions sessions;
    private final AttemptLimits limits;
    private final Denials denials;
    private final Clock clock;

    RefreshTokens(DataSource database, MemberSessions sessions, AttemptLimits limits, Denials denials, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.limits = limits;
        this.denials = denials;
        this.clock = clock;
    }

    /** What a refresh token was good for, and the one that comes after it. */
    record Used(SignedIn who, HeldGrant grant, RefreshToken next) {}

    /** The first token of a new chain. */
    @Transactional
    RefreshToken begin(SignedIn who, HeldGrant grant) {
        RefreshToken first = RefreshToken.fresh();
        Chain chain = new Chain(who.accountId(), who.sessionId(), grant.memberId(), first.sha256());
        try (Connection connection = database.getConnection()) {
            RefreshTokenRows.insert(connection, first, chain, clock.instant());
            RefreshTokenRows.keepNewest(connection, chain, CHAINS_MAX);
        } catch (SQLException e) {
            if (SESSION_GONE.equals(e.getSQLState())) {
                throw Refusal.SESSION_ENDED.because("The session ended this moment.");
            }
            throw new IllegalStateException(e);
        }
        return first;
    }

    /** Refused as TOKEN_INVALID, TOKEN_REUSED, SESSION_ENDED, RATE_LIMITED or UNAVAILABLE. */
    Used use(String text, Attempt attempt) {
        try {
            return judge(text, attempt.address());
        } catch (Refused why) {
            throw denials.record(why, Method.REFRESH_TOKEN, attempt);
        }
    }

    private Used judge(String text, String address) {
        if (!limits.allowToken(address)) {
            throw Refusal.RATE_LIMITED.because("Too many attempts; wait a minute.");
        }
        RefreshToken shown = RefreshToken.parse(text).orElseThrow(RefreshTokens::unknown);
        Chain chain = find(shown).orElseThrow(RefreshTokens::unknown);
        if (!Sha256.same(chain.secretSha256(), shown.sha256())) {
            throw reused(shown);
        }
        Optional<SignedIn> who = sessions.look(chain.accountId(), chain.sessionId());
        HeldGrant grant = who.stream()
                .flatMap(any -> any.grants().stream())
                .filter(any -> any.memberId().equals(chain.memberId()))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.SESSION_ENDED.because("The session or the membership is over; sign in again."));
        RefreshToken next = shown.next();
        if (!rotate(shown, next)) {
            throw reused(shown);
        }
        limits.forgiveToken(address);
        return new Used(who.orElseThrow(), grant, next);
    }

    private static Refused unknown() {
        return Refusal.TOKEN_INVALID.because("This refresh token is unknown, or its session is over; sign in again.");
    }

    private Refused reused(RefreshToken shown) {
        try (Connection connection = database.getConnection()) {
            RefreshTokenRows.delete(connection, shown.publicId());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Refusal.TOKEN_REUSED.because(
                "This refresh token was used before, so it and all that came of it are void; sign in again.");
    }

    private Optional<Chain> find(RefreshToken shown) {
        try (Connection connection = database.getConnection()) {
            return RefreshTokenRows.find(connection, shown.publicId());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean rotate(RefreshToken used, RefreshToken next) {
        try (Connection connection = database.getConnection()) {
            return RefreshTokenRows.rotate(connection, used, next, clock.instant());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
