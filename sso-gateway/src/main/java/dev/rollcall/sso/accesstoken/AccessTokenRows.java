package dev.rollcall.sso.accesstoken;

import dev.rollcall.sso.secret.Sha256;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code access_token}. */
final class AccessTokenRows {
    private static final String COLUMNS = "id, organization_id, label, description, public_id, scopes, created_by,"
            + " created_at, expires_at, last_used_at";
    /** "Last used" is for people who clean up; a write per call would cost more than it tells. */
    private static final String LAST_USED_STEP = "interval '1 minute'";

    private AccessTokenRows() {}

    /** Makes creations of one organization wait for each other, so that none can slip past the limit. */
    static int lockAndCount(Connection connection, UUID organization) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "SELECT pg_advisory_xact_lock(hashtextextended('access_token:' || ?, 0))")) {
            lock.setString(1, organization.toString());
            lock.execute();
        }
        try (PreparedStatement count =
                connection.prepareStatement("SELECT count(*) FROM access_token WHERE organization_id = ?")) {
            count.setObject(1, organization);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    static void insert(Connection connection, StoredToken token, OrganizationToken value) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO access_token (organization_id, id,"
                + " public_id, secret_sha256, label, description, scopes, created_by, created_at, expires_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, token.organizationId());
            insert.setObject(2, token.id());
            insert.setString(3, value.publicId());
            insert.setBytes(4, value.secretSha256());
            insert.setString(5, token.label());
            insert.setString(6, token.description());
            insert.setArray(7, names(connection, token.scopes()));
            insert.setObject(8, token.createdBy());
            insert.setObject(9, utc(token.createdAt()));
            insert.setObject(10, utc(token.expiresAt()));
            insert.executeUpdate();
        }
    }

    /** Newest first; never more than the limit that creation keeps. */
    static List<StoredToken> list(Connection connection, UUID organization) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS
                + " FROM access_token WHERE organization_id = ? ORDER BY id DESC LIMIT " + NewTokenRules.TOKENS_MAX)) {
            select.setObject(1, organization);
            try (ResultSet row = select.executeQuery()) {
                List<StoredToken> tokens = new ArrayList<>();
                while (row.next()) {
                    tokens.add(read(row));
                }
                return tokens;
            }
        }
    }

    /** @return what was deleted */
    static Optional<StoredToken> delete(Connection connection, UUID organization, UUID id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM access_token WHERE organization_id = ? AND id = ? RETURNING " + COLUMNS)) {
            delete.setObject(1, organization);
            delete.setObject(2, id);
            try (ResultSet row = delete.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    /** The live token of that value. */
    static Optional<StoredToken> find(Connection connection, OrganizationToken value, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS
                + ", secret_sha256 FROM access_token WHERE public_id = ? AND (expires_at IS NULL OR expires_at > ?)")) {
            select.setString(1, value.publicId());
            select.setObject(2, utc(now));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && Sha256.same(row.getBytes("secret_sha256"), value.secretSha256())
                        ? Optional.of(read(row))
                        : Optional.empty();
            }
        }
    }

    static void used(Connection connection, StoredToken token, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE access_token SET last_used_at = ?"
                + " WHERE organization_id = ? AND id = ? AND (last_used_at IS NULL OR last_used_at < ?::timestamptz - "
                + LAST_USED_STEP + ")")) {
            update.setObject(1, utc(now));
            update.setObject(2, token.organizationId());
            update.setObject(3, token.id());
            update.setObject(4, utc(now));
            update.executeUpdate();
        }
    }

    private static StoredToken read(ResultSet row) throws SQLException {
        return new StoredToken(
                row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getString("label"),
                row.getString("description"),
                new OrganizationToken(row.getString("public_id"), "").prefix(),
                scopes(row.getArray("scopes")),
                row.getObject("created_by", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    private static Set<TokenScope> scopes(Array names) throws SQLException {
        EnumSet<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
        for (Object name : (Object[]) names.getArray()) {
            TokenScope.ofWireName((String) name).ifPresent(scopes::add); // one that is no more gives nothing
        }
        return scopes;
    }

    private static Array names(Connection connection, Set<TokenScope> scopes) throws SQLException {
        return connection.createArrayOf(
                "text", scopes.stream().map(TokenScope::wireName).toArray());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
