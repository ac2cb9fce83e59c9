package dev.rollcall.membership.extension;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.connection.ConnectionAccess;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** A connection's own extensions, for owners of its organizations; bodies are schemas as in RFC 7643 §7. */
@Path("/v2/connections/{id}/extensions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ExtensionEndpoint {
    private final ConnectionAccess within;
    private final Extensions extensions;

    ExtensionEndpoint(ConnectionAccess within, Extensions extensions) {
        this.within = within;
        this.extensions = extensions;
    }

    @GET
    public ExtensionList list(@PathParam("id") String id) {
        return new ExtensionList(extensions.list(within.requireOwner(id).connectionId()), null);
    }

    @GET
    @Path("/{urn}")
    public ObjectNode find(@PathParam("id") String id, @PathParam("urn") String urn) {
        return extensions.require(within.requireOwner(id).connectionId(), urn);
    }

    /** Registers it, or replaces what is registered under the URN. The answer spells out every characteristic. */
    @PUT
    @Path("/{urn}")
    public ObjectNode put(@PathParam("id") String id, @PathParam("urn") String urn, @Nullable ObjectNode body) {
        var entry = within.requireOwner(id);
        if (body == null) {
            throw Refusal.REQUEST_MALFORMED.because("The request needs a schema (RFC 7643 section 7) as its body.");
        }
        return extensions.put(entry, urn, body);
    }

    @DELETE
    @Path("/{urn}")
    public void remove(@PathParam("id") String id, @PathParam("urn") String urn) {
        extensions.remove(within.requireOwner(id), urn);
    }
}
