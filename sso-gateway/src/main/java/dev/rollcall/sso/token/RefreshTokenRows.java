package dev.rollcall.sso.token;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Table {@code refresh_token}. */
final class RefreshTokenRows {
    private RefreshTokenRows() {}

    /** A chain of tokens: whose it is, and the hash of the one that is to be used next. */
    record Chain(UUID accountId, UUID sessionId, UUID memberId, byte[] secretSha256) {}

    static void insert(Connection connection, RefreshToken token, Chain chain, Instant now) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO refresh_token (public_id, secret_sha256,"
                        + " account_id, session_id, member_id, created_at, rotated_at) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, token.publicId());
            insert.setBytes(2, chain.secretSha256());
            insert.setObject(3, chain.accountId());
            insert.setObject(4, chain.sessionId());
            insert.setObject(5, chain.memberId());
            insert.setObject(6, now.atOffset(ZoneOffset.UTC));
            insert.setObject(7, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** Leaves a grant its newest chains. */
    static void keepNewest(Connection connection, Chain chain, int max) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM refresh_token WHERE public_id IN"
                + " (SELECT public_id FROM refresh_token WHERE account_id = ? AND session_id = ? AND member_id = ?"
                + " ORDER BY created_at DESC, public_id OFFSET ?)")) {
            delete.setObject(1, chain.accountId());
            delete.setObject(2, chain.sessionId());
            delete.setObject(3, chain.memberId());
            delete.setInt(4, max);
            delete.executeUpdate();
        }
    }

    static Optional<Chain> find(Connection connection, String publicId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT account_id, session_id, member_id, secret_sha256 FROM refresh_token WHERE public_id = ?")) {
            select.setString(1, publicId);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Chain(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getObject(3, UUID.class),
                                row.getBytes(4)))
                        : Optional.empty();
            }
        }
    }

    /** Puts the next one in the place of {@code used}; false when somebody else did. */
    static boolean rotate(Connection connection, RefreshToken used, RefreshToken next, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE refresh_token SET secret_sha256 = ?,"
                + " rotated_at = ? WHERE public_id = ? AND secret_sha256 = ?")) {
            update.setBytes(1, next.sha256());
            update.setObject(2, now.atOffset(ZoneOffset.UTC));
            update.setString(3, used.publicId());
            update.setBytes(4, used.sha256());
            return update.executeUpdate() == 1;
        }
    }

    static void delete(Connection connection, String publicId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM refresh_token WHERE public_id = ?")) {
            delete.setString(1, publicId);
            delete.executeUpdate();
        }
    }
}
