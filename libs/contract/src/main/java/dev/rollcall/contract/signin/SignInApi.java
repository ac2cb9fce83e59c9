package dev.rollcall.contract.signin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What sso-gateway asks membership-service at the end of every flow. */
@Path("/internal/v1/sign-ins")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface SignInApi {

    /**
     * Whether that person gets in, by the decision table (R-JIT-1 to R-JIT-19); just-in-time provisioning is done by the time it answers. That
     * somebody stays out is an answer, too ({@link SignInAnswer.Denied}). Asked again with the same person, it decides again and finds what
     * it did before. Refused as CONNECTION_UNKNOWN when the connection is gone, was changed since, or lets nobody in, and as VALUE_INVALID when it speaks another protocol.
     */
    @POST
    SignInAnswer decide(SignInRequest request);

    /**
     * The same for flows that know nothing of each other. One alone is decided whatever it is. Of several, only members are let in who come in
     * as they are, so that nothing changes; null is the answer for everybody else, about whom nothing was decided: ask again for each alone.
     *
     * @param wishes at most {@value SignInWish#TOGETHER_MAX}, over any connections; no dry runs
     */
    @POST
    @Path("/together")
    SignInWish.Decided decideTogether(List<SignInWish> wishes);
}
