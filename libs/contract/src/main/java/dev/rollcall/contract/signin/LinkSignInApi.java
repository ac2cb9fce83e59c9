package dev.rollcall.contract.signin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What sso-gateway asks about people who sign in by a link that is mailed to them: guests, invited people, and whom no connection serves. */
@Path("/internal/v1/sign-ins/by-link")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface LinkSignInApi {

    /** Whether that address would get in now, and so may have a link; nothing is changed. */
    @POST
    @Path("/prospect")
    Prospect prospect(LinkAddress address);

    /**
     * Somebody has opened the link that was mailed to the address, and wants in: they have proved that the address is theirs. Decided as a
     * sign-in over a connection without JIT: members come in, invitations are accepted, and nobody else. People of a domain whose sign-in is
     * enforced stay out ({@link dev.rollcall.contract.refusal.Refusal#SSO_REQUIRED}).
     */
    @POST
    SignInAnswer decide(LinkSignIn request);

    record LinkAddress(String email) {}

    /**
     * @param open whether a link would let them in
     * @param email the address as accounts have it, to be mailed to; null when it is none
     */
    record Prospect(boolean open, @Nullable String email) {}

    /**
     * @param flow the flow's id; events about the sign-in carry it
     * @param traceId as in {@link SignInRequest#traceId()}
     */
    record LinkSignIn(String email, UUID flow, String traceId) {
        public LinkSignIn {
            Objects.requireNonNull(email, "email");
            Objects.requireNonNull(flow, "flow");
            if (traceId == null || traceId.isBlank() || traceId.length() > SignInRequest.TRACE_ID_MAX) {
                throw new IllegalArgumentException("traceId needs 1 to " + SignInRequest.TRACE_ID_MAX + " characters");
            }
        }
    }
}
