package dev.rollcall.contract.provisioning;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The hot reads of {@link ProvisioningApi}, for callers that have no thread to wait with. */
@Path("/internal/v1/scim")
public interface ProvisioningReadsApi {

    @GET
    @Path("/connections/{connection}/users/{id}")
    CompletionStage<UserRecord> findUser(
            @PathParam("connection") UUID connection, @PathParam("id") UUID id, @QueryParam("groups") boolean groups);

    @POST
    @Path("/connections/{connection}/users/query")
    CompletionStage<UserPage> queryUsers(@PathParam("connection") UUID connection, ResourceQuery query);
}
