package dev.rollcall.membership.member;

import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.organization.OrganizationAccess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** An organization's members, for its owners and programs with {@code scope-member-read}. */
@Path("/v2/orgs/{organization}/members")
@Produces(MediaType.APPLICATION_JSON)
public class MemberEndpoint {
    private static final String SCOPE = "scope-member-read";

    private final OrganizationAccess within;
    private final Members members;

    MemberEndpoint(OrganizationAccess within, Members members) {
        this.within = within;
        this.members = members;
    }

    @GET
    public MemberList list(
            @PathParam("organization") String organization,
            @QueryParam("search") @Nullable String search,
            @QueryParam("role") @Nullable String role,
            @QueryParam("origin") @Nullable String origin,
            @QueryParam("managedBy") @Nullable String managedBy,
            @QueryParam("status") @Nullable String status,
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        var entry = within.requireScopeOrOwner(organization, SCOPE);
        MemberFilter filter = MemberFilter.of(search, role, origin, managedBy, status);
        return members.list(entry.organizationId(), filter, Slice.of(page, pageSize, cursor));
    }

    @GET
    @Path("/{member}")
    public MemberDetails find(
            @PathParam("organization") String organization, @PathParam("member") String idOrUserName) {
        var entry = within.requireScopeOrOwner(organization, SCOPE);
        return members.require(entry.organizationId(), idOrUserName);
    }
}
