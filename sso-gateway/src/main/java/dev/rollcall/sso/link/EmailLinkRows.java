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
    private static final int PER_BROWSER_MAX = 5;

    /** From other browsers too: who fills the mailbox of somebody else leaves them room for their own. */
    private static final int PER_ADDRESS_MAX = 10;

    private static final int PER_DAY_MAX = 40;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);
    /** So many wait for judgement at once, of whomever: then new ones are not written. */
    private static final int WAITING_MAX = 10_000;

    // One after the other for an address, so that the counts are true.
    private static final String INSERT = "SELECT pg_advisory_xact_lock(hashtextextended('email-link ' || ?, 0)); "
            + "INSERT INTO email_link (%s, asked_at) SELECT ?, ?, ?, ?, ?"
            + " FROM (SELECT count(*) FILTER (WHERE asked_at > ? AND browser_sha256 = ?) AS mine,"
            + " count(*) FILTER (WHERE asked_at > ?) AS recent, count(*) AS day"
            + " FROM email_link WHERE email = ? AND asked_at > ?) asked"
            + " WHERE mine < ? AND recent < ? AND day < ? AND (SELECT count(*) FROM (SELECT 1 FROM email_link"
            + " WHERE judged_at IS NULL AND asked_at > ? LIMIT ?) w) < ?";

    private static final String SHOWN = "id, email, mnemonic, browser_sha256";

    private EmailLinkRows() {}

    /** @return false beyond what an address may ask for; nothing is written then */
    static boolean insert(Connection connection, EmailLink asked, Instant now) throws SQLException {
        OffsetDateTime window = utc(now.minus(WINDOW));
        try (PreparedStatement insert = connection.prepareStatement(INSERT.formatted(SHOWN))) {
            insert.setString(1, asked.email());
            insert.setObject(2, asked.flow());
            insert.setString(3, asked.email());
            insert.setString(4, asked.mnemonic());
            insert.setBytes(5, asked.browserSha256());
            insert.setObject(6, utc(now));
            insert.setObject(7, window);
            insert.setBytes(8, asked.browserSha256());
            insert.setObject(9, window);
            insert.setString(10, asked.email());
            insert.setObject(11, utc(now.minus(DAY)));
            insert.setInt(12, PER_BROWSER_MAX);
            insert.setInt(13, PER_ADDRESS_MAX);
            insert.setInt(14, PER_DAY_MAX);
            insert.setObject(15, utc(now.minus(EmailLink.LIFETIME)));
            insert.setInt(16, WAITING_MAX);
            insert.setInt(17, WAITING_MAX);
            insert.execute();
            insert.getMoreResults();
            return insert.getUpdateCount() == 1;
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
