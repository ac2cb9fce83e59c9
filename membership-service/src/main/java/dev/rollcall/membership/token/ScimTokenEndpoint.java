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

/** A connection's SCIM tokens, for its owners. */
@Path("/v2/connections/{id}/scim-tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ScimTokenEndpoint {
    private final ConnectionAccess within;
    private final ScimTokens tokens;

    ScimTokenEndpoint(ConnectionAccess within, ScimTokens tokens) {
        this.within = within;
        this.tokens = tokens;
    }

    /** The value stands in this answer and nowhere else, so no cache may keep it. */
    @POST
    public RestResponse<MintedToken> create(@PathParam("id") String id, @Nullable ObjectNode body) {
        var entry = within.requireOwner(id);
        MintedToken minted = tokens.create(entry, NewScimToken.read(body));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, minted)
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    public ShownTokenList list(
            @PathParam("id") String id,
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        var entry = within.requireOwner(id);
        return tokens.list(entry.connectionId(), Slice.of(page, pageSize, cursor));
    }

    @DELETE
    @Path("/{tokenId}")
    public void revoke(@PathParam("id") String id, @PathParam("tokenId") String tokenId) {
        var entry = within.requireOwner(id);
        tokens.revoke(entry, Ids.parse(tokenId).orElseThrow(ScimTokens::unknown));
    }
}
