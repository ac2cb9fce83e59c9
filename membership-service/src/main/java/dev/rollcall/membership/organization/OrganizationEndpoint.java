package dev.rollcall.membership.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.kit.AccessCheck;
import dev.rollcall.kit.Caller;
import dev.rollcall.membership.admin.Slice;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Organizations: made by the break-glass owner, changed by their owners, seen by their own people. */
@Path("/v2/orgs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrganizationEndpoint {
    private final AccessCheck access;
    private final OrganizationAccess within;
    private final Organizations organizations;

    OrganizationEndpoint(AccessCheck access, OrganizationAccess within, Organizations organizations) {
        this.access = access;
        this.within = within;
        this.organizations = organizations;
    }

    @POST
    @ResponseStatus(201)
    public Organization create(@Nullable ObjectNode body) {
        Caller caller = access.requirePlatform();
        return organizations.create(NewOrganization.read(body), caller);
    }

    /** All for the break-glass owner; for others the one that their token is for. */
    @GET
    public OrganizationList list(
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller caller = access.caller();
        Slice slice = Slice.of(page, pageSize, cursor);
        if (caller.platform()) {
            return organizations.list(slice);
        }
        String own = Objects.requireNonNull(caller.organizationId()).toString();
        return new OrganizationList(organizations.find(own).stream().toList(), null);
    }

    @PATCH
    @Path("/{organization}")
    public Organization change(@PathParam("organization") String nameOrId, @Nullable ObjectNode body) {
        var entry = within.requireOwner(nameOrId);
        return organizations.change(entry, OrganizationChange.read(body));
    }

    @GET
    @Path("/{organization}")
    public Organization find(@PathParam("organization") String nameOrId) {
        return within.requireWithin(nameOrId);
    }
}
