package dev.rollcall.membership.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.membership.admin.Ids;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.connection.ConnectionAccess;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A connection's OAuth clients, for its owners. */
@Path("/v2/connections/{id}/scim-clients")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OauthClientEndpoint {
    private final ConnectionAccess within;
    private final OauthClients clients;

    OauthClientEndpoint(ConnectionAccess within, OauthClients clients) {
        this.within = within;
        this.clients = clients;
    }

    /** The secret stands in this answer and nowhere else, so no cache may keep it. */
    @POST
    public RestResponse<MadeOauthClient> create(@PathParam("id") String id, @Nullable ObjectNode body) {
        var entry = within.requireOwner(id);
        MadeOauthClient made = clients.create(entry, NewOauthClient.read(body));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, made)
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    public ShownOauthClientList list(
            @PathParam("id") String id,
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        var entry = within.requireOwner(id);
        return clients.list(entry.connectionId(), Slice.of(page, pageSize, cursor));
    }

    @DELETE
    @Path("/{client}")
    public void delete(@PathParam("id") String id, @PathParam("client") String client) {
        var entry = within.requireOwner(id);
        clients.delete(entry, Ids.parse(client).orElseThrow(OauthClients::unknown));
    }
}
