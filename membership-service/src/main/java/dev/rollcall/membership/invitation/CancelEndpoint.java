package dev.rollcall.membership.invitation;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.AccessCheck;
import dev.rollcall.membership.admin.Ids;
import dev.rollcall.membership.organization.OrganizationAccess;
import dev.rollcall.membership.organization.OrganizationAccess.Entry;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/** One invitation, for owners of the organization that it is of (R-INV-7). Another's reads as one that does not exist. */
@Path("/v2/invites/{id}")
public class CancelEndpoint {
    private final AccessCheck access;
    private final OrganizationAccess within;
    private final Invitations invitations;
    private final Resends resends;

    CancelEndpoint(AccessCheck access, OrganizationAccess within, Invitations invitations, Resends resends) {
        this.access = access;
        this.within = within;
        this.invitations = invitations;
        this.resends = resends;
    }

    @DELETE
    @ResponseStatus(204)
    public void cancel(@PathParam("id") String id) {
        access.caller();
        UUID invitation = Ids.parse(id).orElseThrow(Invitations::unknown);
        UUID organization = invitations.organizationOf(invitation).orElseThrow(Invitations::unknown);
        invitations.cancel(owner(organization), invitation);
    }

    @PATCH
    @Path("resend")
    @ResponseStatus(204)
    public void resend(@PathParam("id") String id) {
        access.caller();
        UUID invitation = Ids.parse(id).orElseThrow(Invitations::unknown);
        UUID organization = invitations.organizationOf(invitation).orElseThrow(Invitations::unknown);
        resends.resend(owner(organization), invitation);
    }

    private Entry owner(UUID organization) {
        try {
            return within.requireOwner(organization.toString());
        } catch (Refused refused) {
            if (refused.refusal() == Refusal.ORGANIZATION_UNKNOWN) {
                throw Invitations.unknown();
            }
            throw refused;
        }
    }
}
