package dev.rollcall.scimendpoint.me;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.MemberUser;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.AccessCheck;
import dev.rollcall.kit.Caller;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scimendpoint.exchange.Exchange;
import dev.rollcall.scimendpoint.http.Answers;
import dev.rollcall.scimendpoint.http.Preconditions;
import dev.rollcall.scimendpoint.limit.Rates;
import dev.rollcall.scimendpoint.membership.Membership;
import dev.rollcall.scimendpoint.membership.UserTypes;
import dev.rollcall.scimendpoint.token.TakesAccessTokens;
import dev.rollcall.scimendpoint.user.UserRendering;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The User behind an access token: read here, written by the identity provider. */
@Path("/scim/v2/Me")
@RunOnVirtualThread
@TakesAccessTokens
public class MeEndpoint {
    private final AccessCheck access;
    private final Rates rates;
    private final Membership membership;
    private final UserRendering rendering;
    private final UserTypes types;

    MeEndpoint(AccessCheck access, Rates rates, Membership membership, UserRendering rendering, UserTypes types) {
        this.access = access;
        this.rates = rates;
        this.membership = membership;
        this.rendering = rendering;
        this.types = types;
    }

    private record Person(UUID organization, UUID member) {}

    @GET
    public Response read(
            @Context RoutingContext request,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded) {
        Person me = requirePerson(request);
        boolean groups = Projection.of(attributes, excluded, ResourceTypes.USER).wants("groups");
        MemberUser known = membership.read(me.member(), api -> api.readMember(me.organization(), me.member(), groups));
        UserRecord user = known.user();
        String tag = Preconditions.tag(user.version());
        if (Preconditions.known(request.request(), tag)) {
            return Response.notModified().header("ETag", tag).build();
        }
        ResourceType type = types.of(known.extensions());
        ObjectNode rendered = rendering.render(user, type);
        // RFC 7644 §3.11: Location is the permanent one of the resource that this is another name of.
        String location = rendered.path("meta").path("location").textValue();
        return Answers.with(200, Projection.of(attributes, excluded, type).apply(rendered))
                .header("Location", location)
                .header("Content-Location", location)
                .header("ETag", tag)
                .build();
    }

    @POST
    public Response create(@Context RoutingContext request) {
        throw readOnly(request);
    }

    @PUT
    public Response replace(@Context RoutingContext request) {
        throw readOnly(request);
    }

    @PATCH
    public Response change(@Context RoutingContext request) {
        throw readOnly(request);
    }

    @DELETE
    public Response delete(@Context RoutingContext request) {
        throw readOnly(request);
    }

    private RuntimeException readOnly(RoutingContext request) {
        requirePerson(request);
        return Refusal.NOT_SUPPORTED.because(
                "A person's own record can be read at /Me, not written: the identity provider or an owner changes it.");
    }

    private Person requirePerson(RoutingContext request) {
        if (Exchange.of(request).findClient() != null) {
            throw Refusal.NOT_SUPPORTED.because(
                    "A SCIM token speaks for a connection, not for a person: /Me takes a member's access token.");
        }
        Caller caller = access.caller();
        if (caller.organizationId() == null || caller.memberId() == null) {
            throw Refusal.ROLE_INSUFFICIENT.because(
                    "This access token speaks for no member of an organization, so there is no /Me.");
        }
        rates.countMember(request, caller.memberId());
        return new Person(caller.organizationId(), caller.memberId());
    }
}
