package dev.rollcall.membership.conflict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.admin.Fields;
import dev.rollcall.membership.admin.Ids;
import dev.rollcall.membership.admin.Search;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.organization.OrganizationAccess;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An organization's conflicts, for its owners (R-ORG-12). */
@Path("/v2/orgs/{organization}/conflicts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConflictEndpoint {
    private static final List<String> STATES = List.of("OPEN", "RESOLVED", "IGNORED");
    private static final List<String> TYPES =
            Stream.of(ConflictType.values()).map(Enum::name).toList();

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
            @QueryParam("type") @Nullable String type,
            @QueryParam("member") @Nullable String member,
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        var entry = within.requireOwner(organization);
        Conflicts.Filter filter = new Conflicts.Filter(
                Search.oneOf("state", state, STATES),
                Search.oneOf("type", type, TYPES),
                member == null
                        ? null
                        : Ids.parse(member).orElseThrow(() -> Fields.refused("member", "must be a member's UUID")));
        return conflicts.list(entry.organizationId(), filter, Slice.of(page, pageSize, cursor));
    }

    /** Body: {@code state}, RESOLVED or IGNORED. */
    @PATCH
    @Path("/{id}")
    public Conflict close(
            @PathParam("organization") String organization, @PathParam("id") String id, @Nullable ObjectNode body) {
        var entry = within.requireOwner(organization);
        Fields fields = Fields.of(body);
        Conflicts.Closing closing = fields.constant("state", Conflicts.Closing.class);
        fields.end();
        return conflicts.close(
                entry.organizationId(),
                Ids.parse(id)
                        .orElseThrow(() -> Refusal.CONFLICT_UNKNOWN.because("This organization has no such conflict.")),
                closing,
                entry.caller().actor());
    }
}
