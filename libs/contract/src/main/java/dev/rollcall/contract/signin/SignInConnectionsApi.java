package dev.rollcall.contract.signin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What sso-gateway asks membership-service about connections, and tells it of them. */
@Path("/internal/v1/connections")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface SignInConnectionsApi {

    /** Whatever its state; refused as CONNECTION_UNKNOWN. */
    @GET
    @Path("/{connection}/sign-in")
    SignInConnection requireSignInConnection(@PathParam("connection") UUID connection);

    /**
     * The same for flows that know nothing of each other.
     *
     * @param connections at most {@value SignInConnection#TOGETHER_MAX}
     * @return one for each, in their order; null for one that there is not
     */
    @POST
    @Path("/sign-in-reads")
    List<@Nullable SignInConnection> readSignInConnections(List<UUID> connections);

    /** Where somebody with that address can sign in (R-SSO-11): active connections that have its domain, by name. */
    @POST
    @Path("/choices")
    Choices choices(Address address);

    /** A test sign-in came through with these settings: a DRAFT of that version becomes TESTED, anything else stays as it is. */
    @POST
    @Path("/{connection}/tested")
    void tested(@PathParam("connection") UUID connection, Tested tested);

    /** SAML connections whose metadata has not been read for the time that it is to be kept, the longest first. */
    @GET
    @Path("/metadata-due")
    DueList metadataDue(@QueryParam("limit") int limit);

    /** What was read at a connection's metadata URL, or why it could not be; refused as VALUE_INVALID when the URL has changed meanwhile. */
    @PUT
    @Path("/{connection}/metadata")
    void putMetadata(@PathParam("connection") UUID connection, MetadataReading reading);

    record Address(String email) {}

    /** @param enforced whether one of them is the only way in for that domain */
    record Choices(List<Choice> choices, boolean enforced) {
        public Choices {
            choices = List.copyOf(choices);
        }
    }

    record Choice(UUID connection, String name, String organization) {}

    record Tested(long version) {}

    record DueList(List<Due> due) {
        public DueList {
            due = List.copyOf(due);
        }
    }

    record Due(UUID connection, String metadataUrl) {}

    /**
     * One look at a metadata URL. The last good settings stay when it failed, and when the entity ID is another one.
     *
     * @param failure a sentence for owners; null when it went well, and then the others but logoutUrl and validUntil are there
     * @param certificates as in {@link IdpSettings.Saml}
     */
    record MetadataReading(
            String metadataUrl,
            @Nullable String failure,
            @Nullable String entityId,
            @Nullable String signOnUrl,
            @Nullable String logoutUrl,
            List<String> certificates,
            @Nullable Instant validUntil) {
        public MetadataReading {
            certificates = List.copyOf(certificates);
        }
    }
}
