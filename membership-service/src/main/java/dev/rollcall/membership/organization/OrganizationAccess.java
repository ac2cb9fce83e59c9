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
    /**
     * Who was let in, and where.
     *
     * @param byCompany as an owner of the company that the organization belongs to
     */
    public record Entry(Organization organization, Caller caller, boolean byCompany) {
        public UUID organizationId() {
            return organization.id();
        }

        /** An owner in person or the break-glass owner, not a program with a token. */
        public boolean asOwner() {
            return caller.platform() || byCompany || "owner".equals(caller.role());
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

    /**
     * An owner of the organization or of its company (R-SSO-18), where the sign-in was granted for any of the company's organizations in which they
     * are still active. Who was deactivated in this one is no owner of it.
     */
    public Entry requireOwner(String nameOrId) {
        Caller caller = access.caller();
        Organization organization = organizations.require(nameOrId);
        return ownsCompany(caller, organization)
                ? new Entry(organization, caller, true)
                : new Entry(organization, access.requireOwner(organization.id()), false);
    }

    /** Asked only where it makes a difference. */
    private boolean ownsCompany(Caller caller, Organization organization) {
        boolean inPerson = !caller.platform() && caller.memberId() != null;
        boolean owner = organization.id().equals(caller.organizationId()) && "owner".equals(caller.role());
        return inPerson
                && !owner
                && organization.companyId() != null
                && transactions.read(connection -> Sql.on(
                                connection,
                                """
                        select 1 from company_owner where company_id = ? and account_id = ?
                           and exists (select 1 from organization r where r.id = any(?) and r.company_id = company_owner.company_id)
                        """,
                                organization.companyId(),
                                caller.accountId(),
                                caller.reach().toArray(UUID[]::new))
                        .first(row -> true)
                        .orElse(false));
    }

    public Entry requireScopeOrOwner(String nameOrId, String scope) {
        Caller caller = access.caller();
        Organization organization = organizations.require(nameOrId);
        return ownsCompany(caller, organization)
                ? new Entry(organization, caller, true)
                : new Entry(organization, access.requireScopeOrOwner(organization.id(), scope), false);
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
     * Whether the caller may decide for all of these together (R-SSO-18): a person whose token is for one of them, and who owns each as
     * {@link #owned} says.
     */
    public boolean ownsAll(Caller caller, Set<UUID> organizationIds) {
        return caller.platform()
                || (organizationIds.contains(caller.organizationId())
                        && owned(caller, organizationIds).equals(organizationIds));
    }

    /**
     * Those of the organizations that the caller owns, in person or with their company, as far as the sign-in was granted for the organization, or
     * for one of the same company. An identity provider that vouches for somebody in one place says nothing about another one of theirs.
     */
    public Set<UUID> owned(Caller caller, Set<UUID> organizationIds) {
        if (caller.platform()) {
            return organizationIds;
        }
        if (caller.memberId() == null) {
            return Set.of();
        }
        UUID[] asked = organizationIds.toArray(UUID[]::new);
        UUID[] reach = caller.reach().toArray(UUID[]::new);
        return transactions.read(connection ->
                Set.copyOf(Sql.on(connection, """
                        select organization_id from member
                        where organization_id = any(?) and organization_id = any(?) and account_id = ? and role = 'owner' and status = 'ACTIVE'
                        union
                        select o.id from organization o join company_owner c on c.company_id = o.company_id
                        where o.id = any(?) and c.account_id = ?
                          and exists (
                            select 1 from member m join organization r on r.id = m.organization_id
                             where m.account_id = c.account_id and m.status = 'ACTIVE' and r.id = any(?) and r.company_id = o.company_id)
                          and not exists (
                            select 1 from member x
                             where x.organization_id = o.id and x.account_id = c.account_id and x.status <> 'ACTIVE')
                        """, asked, reach, caller.accountId(), asked, caller.accountId(), reach)
                        .list(row -> row.getObject("organization_id", UUID.class))));
    }
}
