package dev.rollcall.membership.domain;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "domain")
class DomainRow extends PanacheEntityBase {
    @Id
    public String name;

    @Column
    public UUID organizationId;

    @Column
    public String txtValue;

    @Column
    public Instant createdAt;

    @Column
    public @Nullable Instant verifiedAt;

    @Column
    public @Nullable String verifiedBy;

    static Optional<DomainRow> findLocked(String name) {
        return findByIdOptional(name, LockModeType.PESSIMISTIC_WRITE);
    }

    static List<DomainRow> list(UUID organizationId, String afterName, int offset, int limit) {
        return find("organizationId = ?1 and name > ?2", Sort.by("name"), organizationId, afterName)
                .range(offset, offset + limit - 1)
                .list();
    }

    Domain shown() {
        Domain.Status status = verifiedAt == null ? Domain.Status.PENDING : Domain.Status.VERIFIED;
        return new Domain(name, status, txtValue, createdAt, verifiedAt, verifiedBy);
    }
}
