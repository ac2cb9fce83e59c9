package dev.rollcall.sso.token;

import dev.rollcall.kit.secret.MasterKeys.Sealed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Table {@code signing_key}. */
final class SigningKeyRows {
    /** Any number that no other advisory lock of this schema uses; "rckeys" in ASCII. */
    private static final long LOCK = 0x72636b657973L;

    private SigningKeyRows() {}

    /** Only one transaction at a time gets beyond here: of replicas that start together, one makes the key and the others find it. */
    static void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
    }

    static List<SigningKey> list(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT kid, public_key, master_key_id, sealed_key, created_at, signs_from FROM signing_key");
                ResultSet row = select.executeQuery()) {
            List<SigningKey> keys = new ArrayList<>();
            while (row.next()) {
                keys.add(new SigningKey(
                        row.getString(1),
                        row.getBytes(2),
                        new Sealed(row.getString(3), row.getBytes(4)),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getObject(6, OffsetDateTime.class).toInstant()));
            }
            return keys;
        }
    }

    static void insert(Connection connection, SigningKey key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO signing_key"
                + " (kid, public_key, master_key_id, sealed_key, created_at, signs_from) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, key.kid());
            insert.setBytes(2, key.publicKey());
            insert.setString(3, key.sealed().keyId());
            insert.setBytes(4, key.sealed().bytes());
            insert.setObject(5, key.createdAt().atOffset(ZoneOffset.UTC));
            insert.setObject(6, key.signsFrom().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    static void reseal(Connection connection, String kid, Sealed sealed) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE signing_key SET master_key_id = ?, sealed_key = ? WHERE kid = ?")) {
            update.setString(1, sealed.keyId());
            update.setBytes(2, sealed.bytes());
            update.setString(3, kid);
            update.executeUpdate();
        }
    }

    static void delete(Connection connection, String kid) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM signing_key WHERE kid = ?")) {
            delete.setString(1, kid);
            delete.executeUpdate();
        }
    }
}
