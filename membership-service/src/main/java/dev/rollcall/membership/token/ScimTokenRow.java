package dev.rollcall.membership.token;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
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

    static List<ScimTokenRow> listLive(UUID connectionId, Instant now) {
        return list(
                "connectionId = ?1 and revokedAt is null and (expiresAt is null or expiresAt > ?2)", connectionId, now);
    }

    static Optional<ScimTokenRow> find(UUID connectionId, UUID id) {
        return find("connectionId = ?1 and id = ?2", connectionId, id).firstResultOptional();
    }

    static List<ScimTokenRow> list(UUID connectionId, UUID beforeId, int offset, int limit) {
        return find("connectionId = ?1 and id < ?2", Sort.descending("id"), connectionId, beforeId)
                .range(offset, offset + limit - 1)
                .list();
    }

    boolean live(Instant now) {
        return TokenRules.live(expiresAt, revokedAt, now);
    }
}
