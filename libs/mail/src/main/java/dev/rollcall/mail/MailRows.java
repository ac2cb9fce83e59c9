package dev.rollcall.mail;

import dev.rollcall.kit.secret.MasterKeys.Sealed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Table {@code mail}. The database's clock counts: one for all replicas. */
final class MailRows {
    /** A server's sentence; enough to see what is wrong. */
    private static final int FAILURE_MAX = 300;

    private MailRows() {}

    static void insert(Connection connection, OutgoingMail mail, Sealed content) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO mail (id, kind, recipient, key_id, sealed, expires_at) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, mail.id());
            insert.setString(2, mail.kind());
            insert.setString(3, mail.to());
            insert.setString(4, content.keyId());
            insert.setBytes(5, content.bytes());
            insert.setObject(6, mail.expiresAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /**
     * Takes mails whose time has come; nobody else takes them until the lease is over, should this replica die meanwhile.
     *
     * @param onlyExpired when nothing can be sent
     */
    static List<DueMail> take(Connection connection, int max, Duration lease, boolean onlyExpired) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement("UPDATE mail m SET attempts = m.attempts + 1,"
                + " next_attempt_at = now() + ? * interval '1 second' FROM (SELECT id FROM mail"
                + " WHERE next_attempt_at <= now() AND (NOT ? OR expires_at <= now())"
                + " ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED) due WHERE m.id = due.id"
                + " RETURNING m.id, m.kind, m.recipient, m.key_id, m.sealed, m.attempts, m.expires_at <= now()")) {
            take.setLong(1, lease.toSeconds());
            take.setBoolean(2, onlyExpired);
            take.setInt(3, max);
            try (ResultSet row = take.executeQuery()) {
                List<DueMail> due = new ArrayList<>();
                while (row.next()) {
                    due.add(new DueMail(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getString(3),
                            new Sealed(row.getString(4), row.getBytes(5)),
                            row.getInt(6),
                            row.getBoolean(7)));
                }
                return due;
            }
        }
    }

    /** Sent or given up: nothing of it stays. */
    static void delete(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM mail WHERE id = ?")) {
            delete.setObject(1, id);
            delete.executeUpdate();
        }
    }

    static void postpone(Connection connection, UUID id, Duration pause, String failure) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE mail SET next_attempt_at = least(now() + ? * interval '1 second', expires_at), failure = ?"
                        + " WHERE id = ?")) {
            update.setLong(1, pause.toSeconds());
            update.setString(2, failure.substring(0, Math.min(FAILURE_MAX, failure.length())));
            update.setObject(3, id);
            update.executeUpdate();
        }
    }
}
