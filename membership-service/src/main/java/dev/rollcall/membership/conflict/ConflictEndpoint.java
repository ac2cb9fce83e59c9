package dev.rollcall.membership.conflict;

import dev.rollcall.membership.admin.Search;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.organization.OrganizationAccess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An organization's conflicts, for its owners. */
@Path("/v2/orgs/{organization}/conflicts")
@Produces(MediaType.APPLICATION_JSON)
public class ConflictEndpoint {
    private static final List<String> STATES = List.of("OPEN", "RESOLVED", "IGNORED");

    private final OrganizationAccess within;
    private final Conflicts conflicts;

    ConflictEndpoint(OrganizationAccess within, Conflicts conflicts) {
        this.within = within;
        this.conflicts = conflicts;
    }

    @GET
    public ConflictList list(
            @PathParam("organization") String organization,
            @QueryParam("state") @Nullable String state,
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        var entry = within.requireOwner(organization);
        return conflicts.list(
                entry.organizationId(), Search.oneOf("state", state, STATES), Slice.of(page, pageSize, cursor));
    }
}
