package dev.rollcall.contract.signin;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What every sign-in asks, of {@link SignInConnectionsApi} and {@link SignInApi}, for questions that travel together. */
@Path("/internal/v1")
public interface SignInAsyncApi {

    @POST
    @Path("/connections/sign-in-reads")
    CompletionStage<List<@Nullable SignInConnection>> readSignInConnections(List<UUID> connections);

    @POST
    @Path("/sign-ins/together")
    CompletionStage<SignInWish.Decided> decideTogether(List<SignInWish> wishes);
}
