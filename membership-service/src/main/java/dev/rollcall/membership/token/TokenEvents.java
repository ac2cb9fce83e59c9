package dev.rollcall.membership.token;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.provisioning.OauthCredentials;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.connection.ConnectionAccess.Entry;
import dev.rollcall.membership.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells each organization of the connection what happened to a token or an OAuth client, by its public parts only. */
@ApplicationScoped
class TokenEvents {
    private final Streams streams;

    TokenEvents(Streams streams) {
        this.streams = streams;
    }

    /** @param othersEnd when a rotation ends the tokens before; null otherwise */
    void append(
            Connection connection,
            Entry entry,
            EventType type,
            ScimTokenRow row,
            @Nullable Instant othersEnd,
            Instant now)
            throws SQLException {
        Map<String, Object> details = new HashMap<>(
                switch (row.kind) {
                    case TOKEN -> Map.of("tokenId", row.id, "publicId", row.publicId);
                    case CLIENT -> Map.of("clientId", OauthCredentials.ID_PREFIX + row.publicId);
                });
        if (row.expiresAt != null) {
            details.put("expiresAt", row.expiresAt.toString());
        }
        if (othersEnd != null) {
            details.put("othersEndAt", othersEnd.toString());
        }
        streams.append(
                connection,
                entry.organizations().stream()
                        .sorted()
                        .map(organization -> Facts.ofConnection(
                                type,
                                organization,
                                entry.connectionId(),
                                now,
                                entry.caller().actor(),
                                null,
                                details))
                        .toList());
    }
}
