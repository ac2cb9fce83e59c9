package dev.rollcall.sso.flow;

import dev.rollcall.sso.flow.Spent.Why;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.secret.Sha256;
import dev.rollcall.sso.trace.FlowTrace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Requests under way: begun once, answered once. */
@ApplicationScoped
class LoginRequests {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final DataSource database;
    private final Clock clock;

    LoginRequests(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param trace what its flow did so far */
    void begin(LoginRequest request, FlowTrace trace) {
        try (Connection connection = database.getConnection()) {
            LoginRequestRows.insert(connection, request, trace);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Takes the request that an answer names, whatever will be thought of the answer: a message that is turned down spends it too.
     *
     * @param id as it came with the answer; null when it brought none
     * @param browserSha256 of the secret in the browser's cookie; null when it sent none
     */
    Spent spend(@Nullable String id, Protocol protocol, UUID connectionId, byte @Nullable [] browserSha256) {
        if (id == null || id.isBlank()) {
            return new Spent.Lost(Why.STATE_MISSING, Optional.empty());
        }
        if (!ID.matcher(id).matches()) {
            return new Spent.Lost(Why.STATE_UNKNOWN, Optional.empty());
        }
        byte[] browser = browserSha256 == null ? new byte[0] : browserSha256;
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            Optional<LoginRequest> mine = LoginRequestRows.spend(connection, id, protocol, connectionId, browser, now);
            return mine.isPresent()
                    ? new Spent.Mine(mine.get())
                    : lost(LoginRequestRows.find(connection, id), protocol, connectionId, browser);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Spent.Lost lost(Optional<LoginRequest> found, Protocol protocol, UUID connectionId, byte[] browser) {
        Optional<LoginRequest> named =
                found.filter(request -> request.question().protocol() == protocol);
        return new Spent.Lost(
                named.map(request -> why(request, connectionId, browser)).orElse(Why.STATE_UNKNOWN), named);
    }

    private static Why why(LoginRequest request, UUID connectionId, byte[] browser) {
        if (!Sha256.same(request.browserSha256(), browser)) {
            return Why.BROWSER_MISMATCH;
        }
        if (!request.connectionId().equals(connectionId)) {
            return Why.CONNECTION_MISMATCH;
        }
        return request.consumedAt() == null ? Why.STATE_EXPIRED : Why.STATE_SPENT;
    }
}
