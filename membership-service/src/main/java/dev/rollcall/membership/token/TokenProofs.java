package dev.rollcall.membership.token;

import dev.rollcall.contract.provisioning.OauthGrant;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.TokenProof;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.query.StoredTypes;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges a shown token with one look at the database, and remembers its use at most once a minute. */
@ApplicationScoped
class TokenProofs {
    private static final Pattern PUBLIC_ID = Pattern.compile("[a-z2-7]{16}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    /** What an unknown token is compared with, so that it takes as long as a wrong one. */
    private static final String NOBODYS = "0".repeat(64);

    private static final int ADDRESS_MAX = 64; // the longest IPv6 address with a zone, and some

    private static final String SELECT = """
            select t.id as token_id, t.secret_sha256, t.expires_at, t.revoked_at, t.last_used_at, c.id, c.name,
                c.scim_enabled, c.scim_paused, c.dialect, c.dialect_pinned, c.mode, c.user_names, c.group_names, c.rate_limit, c.extensions
            from scim_token t join connection c on c.id = t.connection_id where t.public_id = ? and t.kind = ?
            """;

    private static final String USED = """
            update scim_token set last_used_at = ?, last_used_address = ?
            where public_id = ? and (last_used_at is null or last_used_at <= ?)
            """;

    private final Transactions transactions;

    TokenProofs(Transactions transactions) {
        this.transactions = transactions;
    }

    private record Known(
            ScimClient client,
            String secretSha256,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {}

    /** The owner of a token or of client credentials, by their secret. */
    ScimClient require(@Nullable TokenProof proof, CredentialKind kind, Instant now) {
        if (proof == null || !wellFormed(proof.publicId(), PUBLIC_ID) || !wellFormed(proof.secretSha256(), SHA256)) {
            throw invalid();
        }
        return transactions.read(connection -> {
            Optional<Known> known = find(connection, proof.publicId(), kind);
            boolean same = same(known.map(Known::secretSha256).orElse(NOBODYS), proof.secretSha256());
            Known token = known.orElseThrow(TokenProofs::invalid);
            if (!same || !TokenRules.live(token.client().expiresAt(), token.revokedAt(), now)) {
                throw invalid();
            }
            recordUse(connection, token, proof.publicId(), proof.remoteAddress(), now);
            return token.client();
        });
    }

    /** The owner of an access token, by the client that it was given to: scim-endpoint vouches for the token itself. */
    ScimClient require(@Nullable OauthGrant grant, Instant now) {
        if (grant == null || !wellFormed(grant.publicId(), PUBLIC_ID)) {
            throw invalid();
        }
        return transactions.read(connection -> {
            Known client = find(connection, grant.publicId(), CredentialKind.CLIENT)
                    .filter(known -> TokenRules.live(known.client().expiresAt(), known.revokedAt(), now))
                    .orElseThrow(TokenProofs::invalid);
            recordUse(connection, client, grant.publicId(), grant.remoteAddress(), now);
            return client.client();
        });
    }

    private static Optional<Known> find(Connection connection, String publicId, CredentialKind kind)
            throws SQLException {
        return Sql.on(connection, SELECT, publicId, kind.name()).first(TokenProofs::read);
    }

    private static void recordUse(
            Connection connection, Known token, String publicId, @Nullable String remoteAddress, Instant now)
            throws SQLException {
        if (TokenRules.useIsNews(token.lastUsedAt(), now)) {
            Instant before = now.minus(TokenRules.USE_RECORDED_EVERY);
            Sql.on(connection, USED, now, address(remoteAddress), publicId, before)
                    .update();
        }
    }

    /** From the columns of a connection, with {@code token_id} and {@code expires_at} of what was shown. */
    static ScimClient client(ResultSet row) throws SQLException {
        return new ScimClient(
                row.getObject("token_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("scim_enabled"),
                row.getBoolean("scim_paused"),
                ScimClient.Dialect.valueOf(row.getString("dialect")),
                row.getBoolean("dialect_pinned"),
                ScimClient.Mode.valueOf(row.getString("mode")),
                ScimClient.UserNames.valueOf(row.getString("user_names")),
                ScimClient.GroupNames.valueOf(row.getString("group_names")),
                row.getInt("rate_limit"),
                StoredTypes.of(row.getString("extensions")).extensions(),
                Sql.instant(row, "expires_at"));
    }

    private static Known read(ResultSet row) throws SQLException {
        return new Known(
                client(row),
                row.getString("secret_sha256"),
                Sql.instant(row, "revoked_at"),
                Sql.instant(row, "last_used_at"));
    }

    /** In constant time: how long it takes must not tell how much of it was right. */
    private static boolean same(String stored, String shown) {
        return MessageDigest.isEqual(
                stored.getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean wellFormed(@Nullable String text, Pattern form) {
        return text != null && form.matcher(text).matches();
    }

    private static @Nullable String address(@Nullable String address) {
        return address == null
                        || address.length() > ADDRESS_MAX
                        || address.chars().anyMatch(Character::isISOControl)
                ? null
                : address;
    }

    private static RuntimeException invalid() {
        return Refusal.TOKEN_INVALID.because("The SCIM token or OAuth client is unknown, expired or revoked.");
    }
}
