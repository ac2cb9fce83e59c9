package dev.rollcall.sso.flow;

import dev.rollcall.sso.secret.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/** Table {@code assertion_used}: what counts once, counts once on all replicas together. */
@ApplicationScoped
class UsedMessages {
    private final DataSource database;

    UsedMessages(DataSource database) {
        this.database = database;
    }

    /** What kind of message; ids of different kinds are different. */
    enum Kind {
        ASSERTION,
        LOGOUT_REQUEST,
        LOGOUT_TOKEN
    }

    /** Takes part in the current transaction, if there is one. @return false when that message was used before */
    boolean use(UUID connectionId, Kind kind, String id, Instant rememberUntil) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO assertion_used (connection_id, kind, id_sha256, remember_until)"
                                + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setObject(1, connectionId);
            insert.setString(2, kind.name());
            insert.setBytes(3, Sha256.of(id));
            insert.setObject(4, rememberUntil.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static int deleteOver(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM assertion_used WHERE remember_until <= ?")) {
            delete.setObject(1, now.atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }
}
