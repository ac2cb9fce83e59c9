package dev.rollcall.membership.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.membership.idp.Idps;
import dev.rollcall.membership.idp.ShownIdp;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What a connection knows of its identity provider, for owners of its organizations. */
@Path("/v2/connections/{id}/idp")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class IdpEndpoint {
    private final ConnectionAccess within;
    private final Idps idps;

    IdpEndpoint(ConnectionAccess within, Idps idps) {
        this.within = within;
        this.idps = idps;
    }

    @GET
    public ShownIdp find(@PathParam("id") String id) {
        return idps.require(within.requireOwner(id).connectionId());
    }

    /** All of it anew; only a client secret may be left out, and stays then. */
    @PUT
    public ShownIdp put(@PathParam("id") String id, @Nullable ObjectNode body) {
        var entry = within.requireOwner(id);
        return idps.put(entry.connectionId(), body, entry.caller().actor());
    }

    @DELETE
    public void remove(@PathParam("id") String id) {
        var entry = within.requireOwner(id);
        idps.remove(entry.connectionId(), entry.caller().actor());
    }
}
