package dev.rollcall.membership.team;

import dev.rollcall.membership.admin.Search;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.organization.OrganizationAccess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** An organization's teams, called groups in paths; for its owners and programs with {@code scope-group-read}. */
@Path("/v2/orgs/{organization}/groups")
@Produces(MediaType.APPLICATION_JSON)
public class TeamEndpoint {
    private static final String SCOPE = "scope-group-read";

    private final OrganizationAccess within;
    private final Teams teams;

    TeamEndpoint(OrganizationAccess within, Teams teams) {
        this.within = within;
        this.teams = teams;
    }

    @GET
    public TeamList list(
            @PathParam("organization") String organization,
            @QueryParam("search") @Nullable String search,
            @QueryParam("username") @Nullable String username,
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        var entry = within.requireScopeOrOwner(organization, SCOPE);
        return teams.list(
                entry.organizationId(),
                Search.anywhere("search", search),
                Search.exactly("username", username),
                Slice.of(page, pageSize, cursor));
    }

    @GET
    @Path("/{team}/members")
    public TeamMemberList listMembers(
            @PathParam("organization") String organization,
            @PathParam("team") String team,
            @QueryParam("search") @Nullable String search,
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        var entry = within.requireScopeOrOwner(organization, SCOPE);
        return teams.listMembers(
                entry.organizationId(),
                team,
                Search.anywhere("search", search),
                entry.asOwner(),
                Slice.of(page, pageSize, cursor));
    }
}
