package dev.rollcall.scimendpoint.discovery;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Routes of the standard that this service does not serve: 501, as RFC 7644 §3.11 wants for {@code /Me}. */
@Path("/scim/v2")
@RunOnVirtualThread
public class UnsupportedEndpoint {

    @GET
    @Path("/Me")
    public Response readMe() {
        throw me();
    }

    @POST
    @Path("/Me")
    public Response createMe() {
        throw me();
    }

    @PUT
    @Path("/Me")
    public Response replaceMe() {
        throw me();
    }

    @PATCH
    @Path("/Me")
    public Response changeMe() {
        throw me();
    }

    @DELETE
    @Path("/Me")
    public Response deleteMe() {
        throw me();
    }

    private static Refused me() {
        return Refusal.NOT_SUPPORTED.because(
                "A SCIM token speaks for a connection, not for a person, so there is no /Me.");
    }
}
