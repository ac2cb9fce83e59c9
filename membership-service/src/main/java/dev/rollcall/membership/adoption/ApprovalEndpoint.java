package dev.rollcall.membership.adoption;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.admin.Ids;
import dev.rollcall.membership.conflict.Conflict;
import dev.rollcall.membership.organization.OrganizationAccess;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Owners decide what the policy REVIEW asks them: the conflicts of type ADOPTION_REQUESTED are the queue (R-SCIM-27). */
@Path("/v2/orgs/{organization}/conflicts")
@Produces(MediaType.APPLICATION_JSON)
public class ApprovalEndpoint {
    private final OrganizationAccess within;
    private final Approvals approvals;

    ApprovalEndpoint(OrganizationAccess within, Approvals approvals) {
        this.within = within;
        this.approvals = approvals;
    }

    @POST
    @Path("/{id}/approve")
    public Adoption approve(@PathParam("organization") String organization, @PathParam("id") String id) {
        var entry = within.requireOwner(organization);
        return approvals.approve(
                entry.organizationId(), conflict(id), entry.caller().actor());
    }

    @POST
    @Path("/{id}/reject")
    public Conflict reject(@PathParam("organization") String organization, @PathParam("id") String id) {
        var entry = within.requireOwner(organization);
        return approvals.reject(
                entry.organizationId(), conflict(id), entry.caller().actor());
    }

    private static UUID conflict(String id) {
        return Ids.parse(id)
                .orElseThrow(() -> Refusal.CONFLICT_UNKNOWN.because("This organization has no such conflict."));
    }
}
