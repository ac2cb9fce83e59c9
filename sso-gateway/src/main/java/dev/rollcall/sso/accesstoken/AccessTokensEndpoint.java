package dev.rollcall.sso.accesstoken;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.AccessCheck;
import dev.rollcall.kit.Caller;
import dev.rollcall.sso.neighbour.Membership;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** An owner's view on the organization's access tokens. */
@Path("/v2/orgs/{organization}/access-tokens")
@Produces(MediaType.APPLICATION_JSON)
public class AccessTokensEndpoint {
    private final OrganizationTokens tokens;
    private final Membership membership;
    private final AccessCheck access;
    private final Clock clock;

    AccessTokensEndpoint(OrganizationTokens tokens, Membership membership, AccessCheck access, Clock clock) {
        this.tokens = tokens;
        this.membership = membership;
        this.access = access;
        this.clock = clock;
    }

    record Wanted(
            @Nullable String label,
            @Nullable String description,
            @Nullable List<@Nullable String> scopes,
            @Nullable Instant expiresAt) {}

    /** @param token the value, shown this once */
    record Shown(@JsonUnwrapped StoredToken stored, String token) {}

    private record Owned(UUID id, Caller by) {}

    record Page(List<StoredToken> accessTokens, @Nullable String next) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    public Shown create(@PathParam("organization") String organization, @Nullable Wanted wanted) {
        Owned owned = requireOwned(organization);
        if (wanted == null) {
            throw Refusal.REQUEST_MALFORMED.because("Send a JSON object with label and scopes.");
        }
        var good = NewTokenRules.require(
                wanted.label(), wanted.description(), wanted.scopes(), wanted.expiresAt(), clock.instant());
        var created = tokens.create(owned.id(), good, owned.by());
        return new Shown(created.token(), created.value().text());
    }

    /** All on one page: there are never more than {@link NewTokenRules#TOKENS_MAX}. */
    @GET
    public Page list(@PathParam("organization") String organization) {
        return new Page(tokens.list(requireOwned(organization).id()), null);
    }

    @DELETE
    @Path("/{id}")
    public void delete(@PathParam("organization") String organization, @PathParam("id") String id) {
        Owned owned = requireOwned(organization);
        tokens.delete(owned.id(), requireId(id), owned.by());
    }

    private Owned requireOwned(String organization) {
        access.caller(); // before anything is looked up for somebody whom we do not know
        UUID id = membership.requireOrganization(organization).id();
        return new Owned(id, access.requireOwner(id));
    }

    private static UUID requireId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Refusal.TOKEN_UNKNOWN.because("The organization has no such access token.");
        }
    }
}
