package dev.rollcall.membership.token;

import dev.rollcall.contract.provisioning.ScimToken;
import dev.rollcall.membership.connection.ConnectionAccess.Entry;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tokens and OAuth clients have in common: a random secret, of which the hash is stored. */
@ApplicationScoped
class StoredSecrets {
    private final Mint mint;
    private final Moments moments;

    StoredSecrets(Mint mint, Moments moments) {
        this.mint = mint;
        this.moments = moments;
    }

    record Fresh(ScimTokenRow row, ScimToken secret) {}

    /** One at a time per connection, so that two requests cannot both make the second; provisioning does not wait for it. */
    static void lock(Connection connection, UUID connectionId) throws SQLException {
        Sql.on(connection, "select 1 from connection where id = ? for no key update", connectionId)
                .first(row -> 1);
    }

    Fresh store(Entry entry, CredentialKind kind, @Nullable String label, @Nullable Instant expiresAt, Instant now) {
        ScimToken secret = mint.newToken();
        var row = new ScimTokenRow();
        row.publicId = secret.publicId();
        row.kind = kind;
        row.id = moments.newId();
        row.connectionId = entry.connectionId();
        row.secretSha256 = secret.secretSha256();
        row.label = label;
        row.createdBy = entry.caller().actor().reference();
        row.createdAt = now;
        row.expiresAt = expiresAt;
        row.persistAndFlush();
        return new Fresh(row, secret);
    }
}
