package dev.rollcall.contract.signin;

import dev.rollcall.contract.signin.SignInConnectionsApi.MetadataReading;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What membership-service asks sso-gateway while an owner sets up a connection: sso-gateway alone reads what identity providers publish. That
 * a document is bad or out of reach is an answer.
 */
@Path("/internal/v1/idp-readings")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface IdpReadingsApi {

    /** The metadata at an address, or in a document that was handed over. */
    @POST
    @Path("/saml")
    MetadataReading readMetadata(MetadataSource source);

    /** What a provider's discovery document says. */
    @POST
    @Path("/oidc")
    DiscoveryReading readDiscovery(DiscoverySource source);

    /** @param xml the document itself; null: it is fetched from the URL. One of the two is there */
    record MetadataSource(@Nullable String url, @Nullable String xml) {}

    /** As in {@link IdpSettings.Oidc}. */
    record DiscoverySource(IdpSettings.Oidc.Kind kind, String issuer, List<String> tenants) {
        public DiscoverySource {
            tenants = List.copyOf(tenants);
        }
    }

    /**
     * @param failure a sentence for owners; null when it went well
     * @param algorithms of those that we take, which the provider signs ID tokens with; empty when it failed
     */
    record DiscoveryReading(@Nullable String failure, List<String> algorithms) {
        public DiscoveryReading {
            algorithms = List.copyOf(algorithms);
        }
    }
}
