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
 */
record SetUp(String protocol, State state, boolean enforced, long version) {

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
                        "select protocol, state, enforced, version from connection where id = ?" + lock,
                        connectionId)
                .first(row -> new SetUp(
                        row.getString("protocol"),
                        State.valueOf(row.getString("state")),
                        row.getBoolean("enforced"),
                        row.getLong("version")))
                .orElseThrow(() -> Refusal.CONNECTION_UNKNOWN.because("There is no such connection."));
    }

    /** Sign-ins that are under way end with it. */
    static void advance(Connection connection, UUID connectionId, State state, Instant now) throws SQLException {
        Sql.on(
                        connection,
                        "update connection set state = ?, version = version + 1, updated_at = ? where id = ?",
                        state.name(),
                        now,
                        connectionId)
                .update();
    }
}
