package dev.rollcall.membership.domain;

import dev.rollcall.membership.admin.Cursor;
import dev.rollcall.membership.organization.OrganizationAccess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The audit of an organization's verified domains: whom they do not capture yet. For its owners. */
@Path("/v2/orgs/{organization}/domains/audit")
public class DomainAuditEndpoint {
    private final OrganizationAccess within;
    private final UncapturedAccounts accounts;

    DomainAuditEndpoint(OrganizationAccess within, UncapturedAccounts accounts) {
        this.within = within;
        this.accounts = accounts;
    }

    /** CSV; where there are more, a {@code Link} to the next part (RFC 8288). */
    @GET
    @Produces("text/csv")
    public RestResponse<String> export(
            @PathParam("organization") String organization,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var entry = within.requireOwner(organization);
        UUID after = cursor == null ? null : Cursor.id(Cursor.read(cursor));
        UncapturedAccounts.Page page = accounts.list(entry.organizationId(), after);
        String file = entry.organization().name() + "-uncaptured.csv";
        ResponseBuilder<String> answer = ResponseBuilder.ok(AuditCsv.of(page.accounts()))
                .header("Content-Disposition", "attachment;filename=\"" + file + "\"");
        if (page.next() != null) {
            String next = uri.getRequestUriBuilder()
                    .replaceQueryParam("cursor", Cursor.of(page.next().toString()))
                    .build()
                    .toString();
            answer.header("Link", "<" + next + ">; rel=\"next\"");
        }
        return answer.build();
    }
}
