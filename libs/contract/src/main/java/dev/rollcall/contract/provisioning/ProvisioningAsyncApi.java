package dev.rollcall.contract.provisioning;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The hot calls of {@link ProvisioningApi}, for callers that have no thread to wait with. */
@Path("/internal/v1/scim")
public interface ProvisioningAsyncApi {

    @POST
    @Path("/users/creations")
    CompletionStage<List<@Nullable UserRecord>> createUsers(List<UserCreation> creations);

    @POST
    @Path("/users/changes")
    CompletionStage<List<@Nullable UserRecord>> changeUsers(List<ResourceChange> changes);

    @POST
    @Path("/groups/changes")
    CompletionStage<List<@Nullable GroupRecord>> changeGroups(List<ResourceChange> changes);

    @POST
    @Path("/deliveries")
    CompletionStage<Integer> delivered(List<DeliveredCreation> deliveries);

    @POST
    @Path("/users/reads")
    CompletionStage<byte[]> readUsers(List<UserKey> keys);

    @POST
    @Path("/connections/{connection}/users/query")
    CompletionStage<byte[]> queryUsers(@PathParam("connection") UUID connection, ResourceQuery query);
}
