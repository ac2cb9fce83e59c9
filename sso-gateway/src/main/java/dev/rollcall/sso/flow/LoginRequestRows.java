package dev.rollcall.sso.flow;

import dev.rollcall.sso.flow.LoginRequest.Question;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.session.MemberSessions.Place;
import dev.rollcall.sso.sql.Soon;
import dev.rollcall.sso.trace.FlowTrace;
import dev.rollcall.sso.trace.FlowTraces;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Table {@code login_request}. */
final class LoginRequestRows {
    private static final String COLUMNS = "id, protocol, connection_id, connection_version, browser_sha256,"
            + " saml_request_id, nonce, code_verifier, redirect_after, session_account_id, session_id,"
            + " flow_id, mnemonic, test, expires_at, consumed_at";

    private LoginRequestRows() {}

    /** With what its flow did so far. Lost by a crash, it lets nobody in: the person begins again. */
    static void insert(Connection connection, LoginRequest request, FlowTrace trace) throws SQLException {
        try (PreparedStatement insert = Soon.prepare(
                connection,
                "WITH told AS (" + FlowTraces.INSERT + ") INSERT INTO login_request (" + COLUMNS
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)")) {
            int told = FlowTraces.bind(insert, trace);
            insert.setString(told + 1, request.id());
            insert.setString(told + 2, request.question().protocol().name());
            insert.setObject(told + 3, request.connectionId());
            insert.setLong(told + 4, request.connectionVersion());
            insert.setBytes(told + 5, request.browserSha256());
            switch (request.question()) {
                case Question.Saml saml -> {
                    insert.setString(told + 6, saml.requestId());
                    insert.setString(told + 7, null);
                    insert.setString(told + 8, null);
                }
                case Question.Oidc oidc -> {
                    insert.setString(told + 6, null);
                    insert.setString(told + 7, oidc.nonce());
                    insert.setString(told + 8, oidc.codeVerifier());
                }
            }
            insert.setString(told + 9, request.redirectAfter());
            Place before = request.before();
            insert.setObject(told + 10, before == null ? null : before.accountId());
            insert.setObject(told + 11, before == null ? null : before.sessionId());
            insert.setObject(told + 12, request.flow());
            insert.setString(told + 13, request.mnemonic());
            insert.setBoolean(told + 14, request.test());
            insert.setObject(told + 15, utc(request.expiresAt()));
            Soon.run(insert);
        }
    }

    /**
     * One statement, so that of two answers on two replicas one finds the row and the other does not. It is on the disk no later than what
     * comes of the answer: an assertion is remembered by a commit that waits, and that brings this one along.
     *
     * @return the request, if it was that connection's and browser's, open and in time
     */
    static Optional<LoginRequest> spend(
            Connection connection, String id, Protocol protocol, UUID connectionId, byte[] browserSha256, Instant now)
            throws SQLException {
        try (PreparedStatement update = Soon.prepare(
                connection,
                "UPDATE login_request SET consumed_at = ?"
                        + " WHERE id = ? AND protocol = ? AND connection_id = ? AND browser_sha256 = ?"
                        + " AND consumed_at IS NULL AND expires_at > ? RETURNING " + COLUMNS)) {
            update.setObject(1, utc(now));
            update.setString(2, id);
            update.setString(3, protocol.name());
            update.setObject(4, connectionId);
            update.setBytes(5, browserSha256);
            update.setObject(6, utc(now));
            Soon.run(update);
            try (ResultSet row = update.getResultSet()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    static Optional<LoginRequest> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM login_request WHERE id = ?")) {
            select.setString(1, id);
            return first(select);
        }
    }

    static int deleteExpired(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM login_request WHERE expires_at <= ?")) {
            delete.setObject(1, utc(before));
            return delete.executeUpdate();
        }
    }

    private static Optional<LoginRequest> first(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(read(row)) : Optional.empty();
        }
    }

    private static LoginRequest read(ResultSet row) throws SQLException {
        OffsetDateTime consumedAt = row.getObject(16, OffsetDateTime.class);
        UUID account = row.getObject(10, UUID.class);
        UUID session = row.getObject(11, UUID.class);
        return new LoginRequest(
                row.getString(1),
                question(row),
                row.getObject(3, UUID.class),
                row.getLong(4),
                row.getBytes(5),
                row.getString(9),
                account == null || session == null ? null : new Place(account, session),
                row.getObject(12, UUID.class),
                row.getString(13),
                row.getBoolean(14),
                row.getObject(15, OffsetDateTime.class).toInstant(),
                consumedAt == null ? null : consumedAt.toInstant());
    }

    private static Question question(ResultSet row) throws SQLException {
        return switch (Protocol.valueOf(row.getString(2))) {
            case SAML -> new Question.Saml(Objects.requireNonNull(row.getString(6)));
            case OIDC ->
                new Question.Oidc(Objects.requireNonNull(row.getString(7)), Objects.requireNonNull(row.getString(8)));
        };
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
