package dev.rollcall.sso.token;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The public halves of the keys that sign access tokens. */
@Path("/.well-known/jwks.json")
public class JwksEndpoint {
    private final SigningKeys keys;

    JwksEndpoint(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response show() {
        return Response.ok(keys.ring().jwks())
                .header("Cache-Control", "public, max-age=300")
                .build();
    }
}
