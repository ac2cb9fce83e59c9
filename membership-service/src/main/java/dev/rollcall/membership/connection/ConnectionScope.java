package dev.rollcall.membership.connection;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.AccessCheck;
import dev.rollcall.kit.Caller;
import dev.rollcall.membership.organization.Organization;
import dev.rollcall.membership.organization.OrganizationAccess;
import dev.rollcall.membership.organization.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which organizations a caller may make connections for, or see the connections of. */
@ApplicationScoped
class ConnectionScope {
    private final AccessCheck access;
    private final OrganizationAccess within;
    private final Organizations organizations;

    ConnectionScope(AccessCheck access, OrganizationAccess within, Organizations organizations) {
        this.access = access;
        this.within = within;
        this.organizations = organizations;
    }

    /** All organizations of a new connection, the default one first: each the caller's own. Another's reads as one that does not exist. */
    List<UUID> requireOwned(Caller caller, NewConnection wanted) {
        UUID first = within.requireOwner(wanted.organization()).organizationId();
        Set<UUID> all = new LinkedHashSet<>();
        all.add(first);
        for (String name : wanted.organizations()) {
            all.add(requireId(name));
        }
        if (!within.ownsAll(caller, all)) {
            throw unknown();
        }
        return List.copyOf(all);
    }

    /** Organizations that a connection of the caller's shall serve from now on; the refusal for another's reads as for none. */
    Reach requireReach(ConnectionAccess.Entry entry, ConnectionChange wanted) {
        if (wanted.organization() == null && wanted.organizations() == null) {
            return Reach.SAME;
        }
        List<UUID> all = wanted.organizations() == null
                ? null
                : wanted.organizations().stream()
                        .map(this::requireId)
                        .distinct()
                        .toList();
        UUID first = wanted.organization() == null ? null : requireId(wanted.organization());
        Set<UUID> named = new LinkedHashSet<>(entry.organizations());
        named.addAll(all == null ? List.of() : all);
        if (first != null) {
            named.add(first);
        }
        if (!within.ownsAll(entry.caller(), named)) {
            throw unknown();
        }
        return new Reach(all, first);
    }

    private UUID requireId(String name) {
        return organizations.find(name).map(Organization::id).orElseThrow(ConnectionScope::unknown);
    }

    /** The organization whose connections are asked for: for the break-glass owner none means all. */
    Optional<UUID> requireListed(@Nullable String organization) {
        if (organization != null) {
            return Optional.of(within.requireOwner(organization).organizationId());
        }
        Caller caller = access.caller();
        return caller.platform()
                ? Optional.empty()
                : Optional.of(within.requireOwner(
                                Objects.requireNonNull(caller.organizationId()).toString())
                        .organizationId());
    }

    private static RuntimeException unknown() {
        return Refusal.ORGANIZATION_UNKNOWN.because("There is no such organization.");
    }
}
