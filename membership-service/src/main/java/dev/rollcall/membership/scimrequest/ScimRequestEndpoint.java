package dev.rollcall.membership.scimrequest;

import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.connection.ConnectionAccess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What an identity provider asked and what it got, for the connection's owners. */
@Path("/v2/connections/{id}/scim-requests")
@Produces(MediaType.APPLICATION_JSON)
public class ScimRequestEndpoint {
    private final ConnectionAccess within;
    private final RequestQueries requests;

    ScimRequestEndpoint(ConnectionAccess within, RequestQueries requests) {
        this.within = within;
        this.requests = requests;
    }

    @GET
    public ShownRequestList list(
            @PathParam("id") String id,
            @QueryParam("status") @Nullable String status,
            @QueryParam("method") @Nullable String method,
            @QueryParam("user") @Nullable String user,
            @QueryParam("group") @Nullable String group,
            @QueryParam("trace_id") @Nullable String traceId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        var entry = within.requireOwner(id);
        RequestFilter filter = RequestFilter.of(status, method, user, group, traceId, from, until);
        return requests.list(entry.connectionId(), filter, Slice.of(page, pageSize, cursor));
    }
}
