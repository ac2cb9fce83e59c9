package dev.rollcall.membership.invitation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.organization.OrganizationAccess;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** An organization's pending invitations, for its owners. */
@Path("/v2/orgs/{organization}/invites")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class InvitationEndpoint {
    private final OrganizationAccess within;
    private final Invitations invitations;

    InvitationEndpoint(OrganizationAccess within, Invitations invitations) {
        this.within = within;
        this.invitations = invitations;
    }

    @POST
    @ResponseStatus(201)
    public Invitation invite(@PathParam("organization") String organization, @Nullable ObjectNode body) {
        var entry = within.requireOwner(organization);
        return invitations.invite(entry, NewInvitation.read(body));
    }

    @GET
    public InvitationList list(
            @PathParam("organization") String organization,
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        var entry = within.requireOwner(organization);
        return invitations.list(entry.organizationId(), Slice.of(page, pageSize, cursor));
    }
}
