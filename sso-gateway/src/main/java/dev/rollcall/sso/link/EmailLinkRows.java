package dev.rollcall.sso.link;

import dev.rollcall.sso.link.EmailLink.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code email_link}. */
final class EmailLinkRows {
    /** A person asks again when a mail is slow; more in {@link #WINDOW} only fills somebody's mailbox. */
    private static final int PER_ADDRESS_MAX = 5;

    private static final Duration WINDOW = Duration.ofMinutes(10);
    /** So many wait for judgement at once, of whomever: then new ones are not written, and nobody hears of it. */
    private static final int WAITING_MAX = 10_000;

    private static final String SHOWN = "id, email, mnemonic, browser_sha256";

    private EmailLinkRows() {}

    /** Nothing is written, and nothing told, beyond what an address may ask for. */
    static void insert(Connection connection, EmailLink asked, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO email_link (" + SHOWN
                + ", asked_at) SELECT ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM email_link WHERE email = ? AND"
                + " asked_at > ?) < ? AND (SELECT count(*) FROM (SELECT 1 FROM email_link WHERE judged_at IS NULL"
                + " LIMIT ?) w) < ?")) {
            insert.setObject(1, asked.flow());
            insert.setString(2, asked.email());
            insert.setString(3, asked.mnemonic());
            insert.setBytes(4, asked.browserSha256());
            insert.setObject(5, utc(now));
            insert.setString(6, asked.email());
            insert.setObject(7, utc(now.minus(WINDOW)));
            insert.setInt(8, PER_ADDRESS_MAX);
            insert.setInt(9, WAITING_MAX);
            insert.setInt(10, WAITING_MAX);
            insert.executeUpdate();
        }
    }

    /** Those of which nobody knows yet whether a link follows, the oldest first; the person has given up on still older ones. */
    static List<EmailLink> unjudged(Connection connection, Instant since, int max) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT " + SHOWN
                + " FROM email_link WHERE judged_at IS NULL AND asked_at > ? ORDER BY asked_at LIMIT ?")) {
            select.setObject(1, utc(since));
            select.setInt(2, max);
            return all(select);
        }
    }

    /**
     * @param secretSha256 null: none is sent
     * @return false when another replica was faster
     */
    static boolean judged(Connection connection, UUID flow, byte @Nullable [] secretSha256, Instant now)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE email_link SET judged_at = ?, secret_sha256 = ?,"
                        + " expires_at = ?, outcome = ? WHERE id = ? AND judged_at IS NULL")) {
            update.setObject(1, utc(now));
            update.setBytes(2, secretSha256);
            update.setObject(3, secretSha256 == null ? null : utc(now.plus(EmailLink.LIFETIME)));
            update.setString(4, (secretSha256 == null ? Outcome.NOT_SENT : Outcome.SENT).name());
            update.setObject(5, flow);
            return update.executeUpdate() == 1;
        }
    }

    static Optional<EmailLink> find(Connection connection, byte[] secretSha256, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT " + SHOWN
                + " FROM email_link WHERE secret_sha256 = ? AND consumed_at IS NULL AND expires_at > ?")) {
            select.setBytes(1, secretSha256);
            select.setObject(2, utc(now));
            return all(select).stream().findFirst();
        }
    }

    /** One statement, so that of two POSTs on two replicas one finds the row and the other does not. */
    static Optional<EmailLink> spend(Connection connection, byte[] secretSha256, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE email_link SET consumed_at = ?"
                + " WHERE secret_sha256 = ? AND consumed_at IS NULL AND expires_at > ? RETURNING " + SHOWN)) {
            update.setObject(1, utc(now));
            update.setBytes(2, secretSha256);
            update.setObject(3, utc(now));
            return all(update).stream().findFirst();
        }
    }

    /** @param code null when it let somebody in */
    static void ended(Connection connection, UUID flow, Outcome outcome, @Nullable String code) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE email_link SET outcome = ?, code = ? WHERE id = ?")) {
            update.setString(1, outcome.name());
            update.setString(2, code);
            update.setObject(3, flow);
            update.executeUpdate();
        }
    }

    static Optional<LinkTrace> trace(Connection connection, String mnemonic) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, mnemonic, email, asked_at, consumed_at, outcome, code"
                        + " FROM email_link WHERE mnemonic = ? ORDER BY asked_at DESC LIMIT 1")) {
            select.setString(1, mnemonic);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(trace(row)) : Optional.empty();
            }
        }
    }

    private static LinkTrace trace(ResultSet row) throws SQLException {
        OffsetDateTime confirmed = row.getObject("consumed_at", OffsetDateTime.class);
        return new LinkTrace(
                row.getObject("id", UUID.class),
                row.getString("mnemonic"),
                row.getString("email"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                confirmed == null ? null : confirmed.toInstant(),
                row.getString("outcome"),
                row.getString("code"));
    }

    static void deleteOlder(Connection connection, Instant than) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM email_link WHERE asked_at < ?")) {
            delete.setObject(1, utc(than));
            delete.executeUpdate();
        }
    }

    private static List<EmailLink> all(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            List<EmailLink> links = new ArrayList<>();
            while (row.next()) {
                links.add(new EmailLink(
                        row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getBytes(4)));
            }
            return links;
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
