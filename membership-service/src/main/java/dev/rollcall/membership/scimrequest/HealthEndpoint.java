package dev.rollcall.membership.scimrequest;

import dev.rollcall.membership.connection.ConnectionAccess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Whether a connection's identity provider gets its work done, for the connection's owners. */
@Path("/v2/connections/{id}/health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthEndpoint {
    private final ConnectionAccess within;
    private final RequestQueries requests;

    HealthEndpoint(ConnectionAccess within, RequestQueries requests) {
        this.within = within;
        this.requests = requests;
    }

    @GET
    public Health health(@PathParam("id") String id) {
        return requests.health(within.requireOwner(id).connectionId());
    }
}
