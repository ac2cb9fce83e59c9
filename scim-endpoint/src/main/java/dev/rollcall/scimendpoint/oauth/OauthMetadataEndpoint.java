package dev.rollcall.scimendpoint.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.ScimPaths;
import dev.rollcall.scimendpoint.http.ResourceBase;
import dev.rollcall.scimendpoint.token.WithoutToken;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;

/** RFC 8414: what a client that knows only the base URL needs for the token endpoint. Public, like what it says. */
@Path("/.well-known/oauth-authorization-server")
@WithoutToken
@Produces(MediaType.APPLICATION_JSON)
public class OauthMetadataEndpoint {
    private final String issuer;

    OauthMetadataEndpoint(ResourceBase base) {
        this.issuer = base.url();
    }

    /** §3.1: the issuer's path follows the well-known part, so another path is another issuer, whom nobody knows here. */
    @GET
    @Path("/{path: .*}")
    public ObjectNode metadata(@PathParam("path") String path) {
        if (!URI.create(issuer).getPath().equals("/" + path)) {
            throw new NotFoundException();
        }
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("issuer", issuer);
        metadata.put(
                "token_endpoint", issuer.substring(0, issuer.length() - ScimPaths.BASE.length()) + ScimPaths.TOKEN);
        metadata.putArray("grant_types_supported").add("client_credentials");
        metadata.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_basic")
                .add("client_secret_post");
        metadata.putArray("response_types_supported"); // required, and there is no authorization endpoint
        metadata.putArray("scopes_supported").add(OauthTokenEndpoint.SCOPE);
        return metadata;
    }
}
