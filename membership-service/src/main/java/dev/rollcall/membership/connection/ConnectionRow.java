package dev.rollcall.membership.connection;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.contract.provisioning.ScimClient.GroupNames;
import dev.rollcall.contract.provisioning.ScimClient.Mode;
import dev.rollcall.contract.provisioning.ScimClient.UserNames;
import dev.rollcall.contract.provisioning.ScimTrust;
import dev.rollcall.contract.signin.SignInConnection.State;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "connection")
class ConnectionRow extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column
    public String name;

    @Column
    public String nameKey;

    @Column
    @Enumerated(EnumType.STRING)
    public Protocol protocol;

    @Column
    public UUID organizationId;

    @Column
    public @Nullable UUID defaultTeamId;

    @Column
    public String defaultRole = ConnectionRules.DEFAULT_ROLE;

    @Column
    @Enumerated(EnumType.STRING)
    public UserNames userNames;

    @Column
    @Enumerated(EnumType.STRING)
    public GroupNames groupNames;

    @Column
    @Enumerated(EnumType.STRING)
    public Dialect dialect = Dialect.GENERIC;

    @Column
    public boolean dialectPinned;

    /** What the client gave away last; null when nothing yet. */
    @Column
    @Enumerated(EnumType.STRING)
    public @Nullable Dialect dialectGuessed;

    @Column
    @Enumerated(EnumType.STRING)
    public Mode mode = Mode.COMPAT;

    @Column
    @Enumerated(EnumType.STRING)
    public AdoptionPolicy adoptionPolicy = AdoptionPolicy.STRICT;

    @Column
    public boolean scimEnabled;

    @Column
    public boolean jitEnabled;

    @Column
    public boolean omittedActiveDeactivates;

    @Column
    @Enumerated(EnumType.STRING)
    public NameAuthority nameAuthority = NameAuthority.LAST_WRITER;

    @Column
    public boolean ownersByGroup;

    @Column
    public boolean scimPaused;

    /** Smallint in the table, from 0 to 100. */
    @Column
    public short deprovisioningPercent = ConnectionRules.DEPROVISIONING_PERCENT;

    @Column
    public int rateLimit;

    @Column
    public @Nullable String trustIssuer;

    @Column
    public @Nullable String trustAudience;

    @Column
    public @Nullable String trustJwksUri;

    @Column
    public @Nullable String trustSubject;

    @Column
    @Enumerated(EnumType.STRING)
    public State state = State.DRAFT;

    @Column
    public boolean enforced;

    /** Whether a test sign-in has come through with the identity provider that is set up. */
    @Column
    public boolean tested;

    /** As in {@link dev.rollcall.contract.signin.SignInConnection}. */
    @Column
    public long version = 1;

    @Column
    public Instant createdAt;

    @Column
    public Instant updatedAt;

    @ElementCollection
    @CollectionTable(name = "connection_organization", joinColumns = @JoinColumn(name = "connection_id"))
    @Column(name = "organization_id")
    public Set<UUID> organizations = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "connection_domain", joinColumns = @JoinColumn(name = "connection_id"))
    @Column(name = "domain")
    public Set<String> domains = new HashSet<>();

    static Optional<ConnectionRow> findLocked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    static boolean exists(UUID organizationId, String nameKey) {
        return count("organizationId = ?1 and nameKey = ?2", organizationId, nameKey) > 0;
    }

    static List<ConnectionRow> list(UUID afterId, int offset, int limit) {
        return find("id > ?1", Sort.by("id"), afterId)
                .range(offset, offset + limit - 1)
                .list();
    }

    static List<ConnectionRow> list(UUID organizationId, UUID afterId, int offset, int limit) {
        return find("?1 member of organizations and id > ?2", Sort.by("id"), organizationId, afterId)
                .range(offset, offset + limit - 1)
                .list();
    }

    /** Whether another connection has claimed that issuer. */
    boolean trustedElsewhere(String issuer) {
        return count("trustIssuer = ?1 and id <> ?2", issuer, id) > 0;
    }

    @Nullable
    ScimTrust trust() {
        return trustIssuer == null || trustAudience == null || trustJwksUri == null
                ? null
                : new ScimTrust(trustIssuer, trustAudience, trustJwksUri, trustSubject);
    }

    void trust(@Nullable ScimTrust trust) {
        trustIssuer = trust == null ? null : trust.issuer();
        trustAudience = trust == null ? null : trust.audience();
        trustJwksUri = trust == null ? null : trust.jwksUri();
        trustSubject = trust == null ? null : trust.subject();
    }

    ConnectionRules.Switches switches() {
        return new ConnectionRules.Switches(scimEnabled, jitEnabled);
    }
}
