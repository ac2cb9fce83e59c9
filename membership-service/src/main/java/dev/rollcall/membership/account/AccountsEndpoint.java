package dev.rollcall.membership.account;

import dev.rollcall.contract.account.AccountsApi;
import dev.rollcall.membership.organization.Organization;
import dev.rollcall.membership.organization.Organizations;
import io.smallrye.common.annotation.Blocking;
import java.util.UUID;

/** The internal questions of sso-gateway and audit-service. */
@Blocking
public class AccountsEndpoint implements AccountsApi {
    private final OwnerAccounts owners;
    private final Organizations organizations;
    private final StoredStandings standings;
    private final AccountMemberships memberships;

    AccountsEndpoint(
            OwnerAccounts owners,
            Organizations organizations,
            StoredStandings standings,
            AccountMemberships memberships) {
        this.owners = owners;
        this.organizations = organizations;
        this.standings = standings;
        this.memberships = memberships;
    }

    @Override
    public OwnerAccount requireOwnerAccount(OwnerEmail owner) {
        return owners.require(AccountRules.requireEmail(owner));
    }

    @Override
    public OrganizationSummary requireOrganization(String nameOrId) {
        Organization organization = organizations.require(nameOrId);
        return new OrganizationSummary(organization.id(), organization.name(), organization.displayName());
    }

    @Override
    public MemberStanding requireStanding(UUID member) {
        return standings.standing(member);
    }

    @Override
    public MembershipList listMemberships(UUID account) {
        return new MembershipList(memberships.list(account));
    }
}
