package dev.rollcall.sso.accesstoken;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.Caller;
import dev.rollcall.kit.Trace;
import dev.rollcall.sso.accesstoken.NewTokenRules.NewToken;
import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.stream.Events;
import dev.rollcall.sso.stream.Events.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** An organization's access tokens: made, listed, deleted, used. */
@ApplicationScoped
class OrganizationTokens {
    private final DataSource database;
    private final Events events;
    private final Clock clock;

    OrganizationTokens(DataSource database, Events events, Clock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    /** A new token and its value, which is known only here and now. */
    record Created(StoredToken token, OrganizationToken value) {}

    @Transactional
    Created create(UUID organization, NewToken wanted, Caller by) {
        Instant now = clock.instant();
        OrganizationToken value = OrganizationToken.fresh();
        StoredToken token = new StoredToken(
                Fresh.id(),
                organization,
                wanted.label(),
                wanted.description(),
                value.prefix(),
                wanted.scopes(),
                by.accountId(),
                now,
                wanted.expiresAt(),
                null);
        try (Connection connection = database.getConnection()) {
            NewTokenRules.requireRoom(AccessTokenRows.lockAndCount(connection, organization));
            AccessTokenRows.insert(connection, token, value);
            append(connection, EventType.ACCESS_TOKEN_CREATED, token, by.actor(), now);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Created(token, value);
    }

    List<StoredToken> list(UUID organization) {
        try (Connection connection = database.getConnection()) {
            return AccessTokenRows.list(connection, organization);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refused as TOKEN_UNKNOWN when the organization has no such token (any more). */
    @Transactional
    void delete(UUID organization, UUID id, Caller by) {
        try (Connection connection = database.getConnection()) {
            StoredToken deleted = AccessTokenRows.delete(connection, organization, id)
                    .orElseThrow(() -> Refusal.TOKEN_UNKNOWN.because("The organization has no such access token."));
            append(connection, EventType.ACCESS_TOKEN_DELETED, deleted, by.actor(), clock.instant());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The live token of that value, if there is one. */
    Optional<StoredToken> find(OrganizationToken value) {
        try (Connection connection = database.getConnection()) {
            return AccessTokenRows.find(connection, value, clock.instant());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void used(StoredToken token) {
        try (Connection connection = database.getConnection()) {
            AccessTokenRows.used(connection, token, clock.instant());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void append(Connection connection, EventType type, StoredToken token, Actor by, Instant now)
            throws SQLException {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("tokenId", token.id());
        details.put("label", token.label());
        details.put("scopes", token.scopes());
        if (token.expiresAt() != null) {
            details.put("expiresAt", token.expiresAt());
        }
        Trace trace = Trace.current();
        EventData data =
                new EventData(token.organizationId(), by, null, null, trace.traceId(), null, null, null, details, null);
        StreamKey stream = StreamKey.ssoSignIns(token.organizationId());
        Cause cause = new Cause(trace.traceId(), trace.traceparent());
        events.append(connection, type, stream, "access-token/" + token.id(), now, data, cause);
    }
}
