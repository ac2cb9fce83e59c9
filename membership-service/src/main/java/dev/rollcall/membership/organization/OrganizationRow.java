package dev.rollcall.membership.organization;

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
import org.jspecify.annotations.Nullable;

/** Written once here, then by plain SQL alone: {@code seats_used} moves where members come and go, so nothing may be stored from a loaded row. */
@Entity
@Table(name = "organization")
class OrganizationRow extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column
    public String name;

    @Column
    public String nameKey;

    @Column
    public String displayName;

    @Column
    public @Nullable UUID companyId;

    @Column
    public @Nullable Integer seats;

    @Column
    public int seatsUsed;

    @Column
    public String userNamePrefix = "";

    @Column
    public String userNameSuffix = "";

    @Column
    public Instant createdAt;

    static Optional<OrganizationRow> findByNameKey(String nameKey) {
        return find("nameKey", nameKey).firstResultOptional();
    }

    static List<OrganizationRow> list(String afterNameKey, int offset, int limit) {
        return find("nameKey > ?1", Sort.by("nameKey"), afterNameKey)
                .range(offset, offset + limit - 1)
                .list();
    }

    Organization shown() {
        return new Organization(
                id, name, displayName, companyId, seats, seatsUsed, userNamePrefix, userNameSuffix, createdAt);
    }
}
