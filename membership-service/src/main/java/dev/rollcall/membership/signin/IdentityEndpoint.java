package dev.rollcall.membership.signin;

import dev.rollcall.membership.connection.ConnectionAccess;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Who an account is to a connection's IdP, for owners of the connection's organizations. */
@Path("/v2/connections/{id}/identities/{account}")
public class IdentityEndpoint {
    private final ConnectionAccess within;
    private final Identities identities;

    IdentityEndpoint(ConnectionAccess within, Identities identities) {
        this.within = within;
        this.identities = identities;
    }

    /** From the next sign-in on, the account is found by its address again: it may have got another identity at the IdP. */
    @DELETE
    @ResponseStatus(204)
    public void forget(@PathParam("id") String id, @PathParam("account") String account) {
        identities.forget(within.requireOwner(id), account);
    }
}
