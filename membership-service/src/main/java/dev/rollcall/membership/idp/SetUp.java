package dev.rollcall.membership.idp;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.SignInConnection.State;
import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * How far a connection's set-up is.
 *
 * @param protocol {@code SAML} or {@code OIDC}
 * @param version as in {@link dev.rollcall.contract.signin.SignInConnection}
 * @param tested whether a test sign-in has come through with this identity provider
 */
record SetUp(String protocol, State state, boolean enforced, long version, boolean tested) {

    static SetUp require(Connection connection, UUID connectionId) throws SQLException {
        return require(connection, connectionId, "");
    }

    /** Until the commit nobody else changes state, settings or domains. */
    static SetUp lock(Connection connection, UUID connectionId) throws SQLException {
        return require(connection, connectionId, " for update");
    }

    private static SetUp require(Connection connection, UUID connectionId, String lock) throws SQLException {
        return Sql.on(
                        connection,
                        "select protocol, state, enforced, version, tested from connection where id = ?" + lock,
                        connectionId)
                .first(row -> new SetUp(
                        row.getString("protocol"),
                        State.valueOf(row.getString("state")),
                        row.getBoolean("enforced"),
                        row.getLong("version"),
                        row.getBoolean("tested")))
                .orElseThrow(() -> Refusal.CONNECTION_UNKNOWN.because("There is no such connection."));
    }

    /** Sign-ins that are under way end with it. A draft is to be tested anew. */
    static void advance(Connection connection, UUID connectionId, State state, Instant now) throws SQLException {
        Sql.on(
                        connection,
                        "update connection set state = ?, version = version + 1, updated_at = ?,"
                                + " tested = tested and ? or ? where id = ?",
                        state.name(),
                        now,
                        state != State.DRAFT,
                        state == State.TESTED,
                        connectionId)
                .update();
    }

    /** A test that comes through while people sign in already; nothing else about it changes. */
    static void noteTested(Connection connection, UUID connectionId) throws SQLException {
        Sql.on(connection, "update connection set tested = true where id = ?", connectionId)
                .update();
    }
}
