package dev.rollcall.membership.domain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.kit.AccessCheck;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** An organization's domains, for its owners. */
@Path("/v2/orgs/{organization}/domains")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DomainEndpoint {
    private final AccessCheck access;
    private final OrganizationAccess within;
    private final Domains domains;

    DomainEndpoint(AccessCheck access, OrganizationAccess within, Domains domains) {
        this.access = access;
        this.within = within;
        this.domains = domains;
    }

    /** 201 for a new claim, 200 when the organization has the domain already. */
    @POST
    public RestResponse<Domain> claim(@PathParam("organization") String organization, @Nullable ObjectNode body) {
        var entry = within.requireOwner(organization);
        NewDomain wanted = NewDomain.read(body);
        if (wanted.byOperator()) {
            access.requirePlatform();
        }
        Domains.Claim claim = domains.claim(entry, wanted);
        return RestResponse.status(
                claim.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, claim.domain());
    }

    @GET
    public DomainList list(
            @PathParam("organization") String organization,
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        var entry = within.requireOwner(organization);
        return domains.list(entry.organizationId(), Slice.of(page, pageSize, cursor));
    }
}
