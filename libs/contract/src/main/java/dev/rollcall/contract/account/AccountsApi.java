package dev.rollcall.contract.account;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the other services may ask membership-service about accounts, organizations and members. */
@Path("/internal/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface AccountsApi {

    /** The break-glass owner's account, made when it does not exist yet; the same answer every time. */
    @POST
    @Path("/accounts/owner")
    OwnerAccount requireOwnerAccount(OwnerEmail owner);

    /** An organization by name (in any letter case) or UUID; refused as ORGANIZATION_UNKNOWN. */
    @GET
    @Path("/organizations/{organization}")
    OrganizationSummary requireOrganization(@PathParam("organization") String nameOrId);

    /** The member's standing now, straight from the source of truth; refused as MEMBER_UNKNOWN. */
    @GET
    @Path("/members/{member}/standing")
    MemberStanding requireStanding(@PathParam("member") UUID member);

    /** Everything that the account is a member of now, by name of the organization; of an unknown account, nothing. */
    @GET
    @Path("/accounts/{account}/memberships")
    MembershipList listMemberships(@PathParam("account") UUID account);

    record OwnerEmail(String email) {}

    record OwnerAccount(UUID accountId, String email, String userName) {}

    record OrganizationSummary(UUID id, String name, String displayName) {}

    /** {@code active}, role and session epoch of one membership; a token with a smaller epoch is void. */
    record MemberStanding(UUID memberId, UUID organizationId, boolean active, String role, long sessionEpoch) {}

    /** At most {@link MembershipList#MEMBERSHIPS_MAX}. */
    record MembershipList(List<HeldMembership> memberships) {
        /** More than anybody has; who has more is shown the first. */
        public static final int MEMBERSHIPS_MAX = 500;

        public MembershipList {
            memberships = List.copyOf(memberships);
        }
    }

    /**
     * One of an account's memberships.
     *
     * @param organization its name
     * @param origin {@code SCIM}, {@code JIT}, {@code INVITE}, {@code MANUAL} or {@code AUTO_DOMAIN}
     * @param teams names of its teams, sorted
     */
    record HeldMembership(
            UUID memberId,
            UUID organizationId,
            String organization,
            String displayName,
            boolean active,
            String role,
            long sessionEpoch,
            Instant since,
            String origin,
            List<String> teams) {
        public HeldMembership {
            teams = List.copyOf(teams);
        }
    }
}
