package dev.rollcall.membership.connection;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A connection's JIT provisioning in numbers, for owners of its organizations: what to know before it is switched off. */
@Path("/v2/connections/{id}/jit")
@Produces(MediaType.APPLICATION_JSON)
public class JitEndpoint {
    private final ConnectionAccess within;
    private final JitForecasts forecasts;

    JitEndpoint(ConnectionAccess within, JitForecasts forecasts) {
        this.within = within;
        this.forecasts = forecasts;
    }

    @GET
    public JitForecast forecast(@PathParam("id") String id) {
        return forecasts.require(within.requireOwner(id).connectionId());
    }
}
