package dev.rollcall.membership.deprovisioning;

import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.connection.ConnectionAccess;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** De-provisioning that the guard held (R-NOT-2), for the connection's owners. */
@Path("/v2/connections/{id}/held-deprovisionings")
@Produces(MediaType.APPLICATION_JSON)
public class HeldDeprovisioningEndpoint {
    private final ConnectionAccess within;
    private final Releases releases;

    HeldDeprovisioningEndpoint(ConnectionAccess within, Releases releases) {
        this.within = within;
        this.releases = releases;
    }

    @GET
    public HeldDeprovisioningList list(
            @PathParam("id") String id,
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        return releases.list(within.requireOwner(id).connectionId(), Slice.of(page, pageSize, cursor));
    }

    /** Carries out what is held, and lets de-provisioning pass for an hour. */
    @POST
    @Path("/release")
    public Release release(@PathParam("id") String id) {
        var entry = within.requireOwner(id);
        return releases.release(entry.connectionId(), entry.caller().actor());
    }

    /** Forgets what is held: nobody is taken out. */
    @DELETE
    public Map<String, Integer> discard(@PathParam("id") String id) {
        var entry = within.requireOwner(id);
        return Map.of(
                "discarded",
                releases.discard(entry.connectionId(), entry.caller().actor()));
    }
}
