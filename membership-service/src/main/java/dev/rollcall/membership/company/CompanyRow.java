package dev.rollcall.membership.company;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@Entity
@Table(name = "company")
class CompanyRow extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column
    public String name;

    @Column
    public String nameKey;

    @Column
    public Instant createdAt;

    static List<CompanyRow> list(String afterNameKey, int offset, int limit) {
        return find("nameKey > ?1", Sort.by("nameKey"), afterNameKey)
                .range(offset, offset + limit - 1)
                .list();
    }

    Company shown() {
        return new Company(id, name, createdAt);
    }
}
