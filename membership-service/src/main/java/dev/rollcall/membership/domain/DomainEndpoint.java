package dev.rollcall.membership.domain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.kit.AccessCheck;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.organization.OrganizationAccess;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
    private final DomainChecks checks;
    private final DomainDeletions deletions;

    DomainEndpoint(
            AccessCheck access,
            OrganizationAccess within,
            Domains domains,
            DomainChecks checks,
            DomainDeletions deletions) {
        this.access = access;
        this.within = within;
        this.domains = domains;
        this.checks = checks;
        this.deletions = deletions;
    }

    /** 201 for a new claim, 200 when the organization has the domain already. */
    @POST
    public RestResponse<Domain> claim(@PathParam("organization") String organization, @Nullable ObjectNode body) {
        var entry = within.requireOwner(organization);
        NewDomain wanted = NewDomain.read(body);
        if (wanted.byOperator()) {
            access.requirePlatform();
        }
        Domains.Made claim = domains.claim(entry, wanted);
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

    @GET
    @Path("/{name}")
    public DomainDetails find(@PathParam("organization") String organization, @PathParam("name") String name) {
        var entry = within.requireOwner(organization);
        return domains.require(entry.organizationId(), DomainRules.canonical(name));
    }

    @PATCH
    @Path("/{name}")
    public Domain change(
            @PathParam("organization") String organization, @PathParam("name") String name, @Nullable ObjectNode body) {
        var entry = within.requireOwner(organization);
        return domains.change(entry, DomainRules.canonical(name), DomainChange.read(body));
    }

    /** Asks DNS now. That it does not prove the claim is an answer, with what it says. */
    @POST
    @Path("/{name}/verify")
    public Domain verify(@PathParam("organization") String organization, @PathParam("name") String name) {
        var entry = within.requireOwner(organization);
        return checks.check(entry, DomainRules.canonical(name));
    }

    @DELETE
    @Path("/{name}")
    public Reliance delete(
            @PathParam("organization") String organization,
            @PathParam("name") String name,
            @QueryParam("confirm") @Nullable String confirmation) {
        var entry = within.requireOwner(organization);
        String typed = confirmation == null ? null : DomainRules.canonical(confirmation);
        return deletions.delete(entry, DomainRules.canonical(name), typed);
    }
}
