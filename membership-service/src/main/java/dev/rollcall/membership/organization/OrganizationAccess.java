package dev.rollcall.membership.organization;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.AccessCheck;
import dev.rollcall.kit.Caller;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** Lets a caller into an organization named in a path. Who shows no token learns nothing, not even whether the name exists. */
@ApplicationScoped
public class OrganizationAccess {
    /** Who was let in, and where. */
    public record Entry(Organization organization, Caller caller) {
        public UUID organizationId() {
            return organization.id();
        }

        /** An owner in person or the break-glass owner, not a program with a token. */
        public boolean asOwner() {
            return caller.platform() || "owner".equals(caller.role());
        }
    }

    private final AccessCheck access;
    private final Organizations organizations;
    private final Transactions transactions;

    OrganizationAccess(AccessCheck access, Organizations organizations, Transactions transactions) {
        this.access = access;
        this.organizations = organizations;
        this.transactions = transactions;
    }

    public Entry requireOwner(String nameOrId) {
        access.caller();
        Organization organization = organizations.require(nameOrId);
        return new Entry(organization, access.requireOwner(organization.id()));
    }

    public Entry requireScopeOrOwner(String nameOrId, String scope) {
        access.caller();
        Organization organization = organizations.require(nameOrId);
        return new Entry(organization, access.requireScopeOrOwner(organization.id(), scope));
    }

    /** Anybody whose token is for that organization. */
    Organization requireWithin(String nameOrId) {
        Caller caller = access.caller();
        Organization organization = organizations.require(nameOrId);
        if (!caller.platform() && !organization.id().equals(caller.organizationId())) {
            throw Refusal.ORGANIZATION_UNKNOWN.because("There is no such organization.");
        }
        return organization;
    }

    /**
     * Whether the caller may decide for all of these together (R-SSO-18): a person whose token is for one of them, whose sign-in was granted
     * for all, and who is an active owner of each.
     */
    public boolean ownsAll(Caller caller, Set<UUID> organizationIds) {
        return caller.platform()
                || (organizationIds.contains(caller.organizationId())
                        && owned(caller, organizationIds).equals(organizationIds));
    }

    /**
     * Those of the organizations that the caller owns and the sign-in was granted for. An identity provider that vouches for somebody in one
     * organization says nothing about another one of theirs.
     */
    public Set<UUID> owned(Caller caller, Set<UUID> organizationIds) {
        if (caller.platform()) {
            return organizationIds;
        }
        UUID[] reached =
                organizationIds.stream().filter(caller.reach()::contains).toArray(UUID[]::new);
        if (caller.memberId() == null || reached.length == 0) {
            return Set.of();
        }
        return transactions.read(connection -> Set.copyOf(Sql.on(connection, """
                        select organization_id from member
                        where organization_id = any(?) and account_id = ? and role = 'owner' and status = 'ACTIVE'
                        """, reached, caller.accountId())
                .list(row -> row.getObject("organization_id", UUID.class))));
    }
}
