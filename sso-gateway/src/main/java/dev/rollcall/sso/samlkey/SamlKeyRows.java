package dev.rollcall.sso.samlkey;

import dev.rollcall.kit.secret.MasterKeys.Sealed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Table {@code saml_key}. */
final class SamlKeyRows {
    /** Any number that no other advisory lock of this schema uses; "rcsaml" in ASCII. */
    private static final long LOCK = 0x726373616d6cL;

    private SamlKeyRows() {}

    /** Only one transaction at a time gets beyond here: of replicas that need a key together, one makes it and the others find it. */
    static void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
    }

    /** Newest first. */
    static List<StoredSamlKey> list(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT thumbprint, certificate, master_key_id, sealed_key, created_at FROM saml_key"
                                + " ORDER BY created_at DESC, thumbprint");
                ResultSet row = select.executeQuery()) {
            List<StoredSamlKey> keys = new ArrayList<>();
            while (row.next()) {
                keys.add(new StoredSamlKey(
                        row.getString(1),
                        row.getBytes(2),
                        new Sealed(row.getString(3), row.getBytes(4)),
                        row.getObject(5, OffsetDateTime.class).toInstant()));
            }
            return keys;
        }
    }

    static void insert(Connection connection, StoredSamlKey key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO saml_key"
                + " (thumbprint, certificate, master_key_id, sealed_key, created_at) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, key.thumbprint());
            insert.setBytes(2, key.certificate());
            insert.setString(3, key.sealed().keyId());
            insert.setBytes(4, key.sealed().bytes());
            insert.setObject(5, key.createdAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    static void reseal(Connection connection, String thumbprint, Sealed sealed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE saml_key SET master_key_id = ?, sealed_key = ? WHERE thumbprint = ?")) {
            update.setString(1, sealed.keyId());
            update.setBytes(2, sealed.bytes());
            update.setString(3, thumbprint);
            update.executeUpdate();
        }
    }
}
