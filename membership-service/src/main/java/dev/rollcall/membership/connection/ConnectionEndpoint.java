package dev.rollcall.membership.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.kit.AccessCheck;
import dev.rollcall.kit.Caller;
import dev.rollcall.membership.admin.Slice;
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
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Connections, for owners of their organizations. */
@Path("/v2/connections")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConnectionEndpoint {
    private final AccessCheck access;
    private final ConnectionAccess within;
    private final ConnectionScope scope;
    private final Connections connections;
    private final Setups setups;
    private final ConnectionRemovals removals;

    ConnectionEndpoint(
            AccessCheck access,
            ConnectionAccess within,
            ConnectionScope scope,
            Connections connections,
            Setups setups,
            ConnectionRemovals removals) {
        this.access = access;
        this.within = within;
        this.scope = scope;
        this.connections = connections;
        this.setups = setups;
        this.removals = removals;
    }

    @POST
    @ResponseStatus(201)
    public Connection create(@Nullable ObjectNode body) {
        Caller caller = access.caller();
        NewConnection wanted = NewConnection.read(body);
        return connections.create(wanted, scope.requireOwned(caller, wanted), caller.actor());
    }

    @GET
    public ConnectionList list(
            @QueryParam("organization") @Nullable String organization,
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        var listed = scope.requireListed(organization);
        return connections.list(listed.orElse(null), access.caller(), Slice.of(page, pageSize, cursor));
    }

    @GET
    @Path("/{id}")
    public Connection find(@PathParam("id") String id) {
        return connections.require(within.requireOwner(id).connectionId());
    }

    @PATCH
    @Path("/{id}")
    public Connection change(@PathParam("id") String id, @Nullable ObjectNode body) {
        var entry = within.requireOwner(id);
        ConnectionChange wanted = ConnectionChange.read(body);
        return connections.change(
                entry.connectionId(),
                wanted,
                scope.requireReach(entry, wanted),
                entry.caller().actor());
    }

    /** Ends it for good; its members stay (R-SDIS-5). */
    @DELETE
    @Path("/{id}")
    public Map<String, Integer> remove(@PathParam("id") String id) {
        var entry = within.requireOwner(id);
        return Map.of(
                "membersReleased",
                removals.remove(entry.connectionId(), entry.caller().actor()));
    }

    /** The values to paste into the IdP. */
    @GET
    @Path("/{id}/setup")
    public Setup setup(@PathParam("id") String id) {
        return setups.require(within.requireOwner(id).connectionId());
    }
}
