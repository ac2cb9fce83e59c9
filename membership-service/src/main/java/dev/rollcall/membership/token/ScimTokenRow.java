package dev.rollcall.membership.token;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Updates name only what changed: "last used" is written beside, without this row's lock. */
@Entity
@DynamicUpdate
@Table(name = "scim_token")
class ScimTokenRow extends PanacheEntityBase {
    @Id
    public String publicId;

    @Column
    public UUID id;

    @Column
    public UUID connectionId;

    @Column
    @Enumerated(EnumType.STRING)
    public CredentialKind kind;

    @Column(name = "secret_sha256")
    public String secretSha256;

    @Column
    public @Nullable String label;

    @Column
    public String createdBy;

    @Column
    public Instant createdAt;

    @Column
    public @Nullable Instant expiresAt;

    @Column
    public @Nullable Instant revokedAt;

    @Column
    public @Nullable Instant lastUsedAt;

    @Column
    public @Nullable String lastUsedAddress;

    static List<ScimTokenRow> listLive(UUID connectionId, CredentialKind kind, Instant now) {
        return list(
                "connectionId = ?1 and kind = ?2 and revokedAt is null and (expiresAt is null or expiresAt > ?3)",
                connectionId,
                kind,
                now);
    }

    static Optional<ScimTokenRow> find(UUID connectionId, CredentialKind kind, UUID id) {
        return find("connectionId = ?1 and kind = ?2 and id = ?3", connectionId, kind, id)
                .firstResultOptional();
    }

    static List<ScimTokenRow> list(UUID connectionId, CredentialKind kind, UUID beforeId, int offset, int limit) {
        return find("connectionId = ?1 and kind = ?2 and id < ?3", Sort.descending("id"), connectionId, kind, beforeId)
                .range(offset, offset + limit - 1)
                .list();
    }

    boolean live(Instant now) {
        return TokenRules.live(expiresAt, revokedAt, now);
    }

    ShownToken.State state(Instant now) {
        return live(now)
                ? ShownToken.State.LIVE
                : revokedAt == null ? ShownToken.State.EXPIRED : ShownToken.State.REVOKED;
    }
}
