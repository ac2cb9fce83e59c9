package dev.rollcall.scimendpoint.discovery;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.scimendpoint.exchange.Exchange;
import dev.rollcall.scimendpoint.http.Answers;
import dev.rollcall.scimendpoint.token.ServedWhileAway;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** ServiceProviderConfig, ResourceTypes and Schemas (R-SCIM-1, R-SCIM-5, R-SCIM-7 to R-SCIM-9). */
@Path("/scim/v2")
@RunOnVirtualThread
@ServedWhileAway
public class DiscoveryEndpoint {
    private final DiscoveryDocuments documents;

    DiscoveryEndpoint(DiscoveryDocuments documents) {
        this.documents = documents;
    }

    @GET
    @Path("/ServiceProviderConfig")
    public Response serviceProviderConfig(@QueryParam("filter") @Nullable String filter) {
        refuseFilter(filter);
        return Answers.with(200, documents.serviceProviderConfig()).build();
    }

    @GET
    @Path("/ResourceTypes")
    public Response resourceTypes(@Context RoutingContext request, @QueryParam("filter") @Nullable String filter) {
        refuseFilter(filter);
        return Answers.with(200, documents(request).resourceTypes()).build();
    }

    @GET
    @Path("/ResourceTypes/{name}")
    public Response resourceType(@Context RoutingContext request, @PathParam("name") String name) {
        return Answers.with(200, documents(request).findResourceType(name).orElseThrow(NotFoundException::new))
                .build();
    }

    @GET
    @Path("/Schemas")
    public Response schemas(@Context RoutingContext request, @QueryParam("filter") @Nullable String filter) {
        refuseFilter(filter);
        return Answers.with(200, documents(request).schemas()).build();
    }

    @GET
    @Path("/Schemas/{urn}")
    public Response schema(@Context RoutingContext request, @PathParam("urn") String urn) {
        return Answers.with(200, documents(request).findSchema(urn).orElseThrow(NotFoundException::new))
                .build();
    }

    private DiscoveryDocuments.Rendered documents(RoutingContext request) {
        return documents.of(Exchange.of(request).userType());
    }

    /** RFC 7644 §4: a filter here is answered with 403, so that no client takes the whole list for its matches. */
    private static void refuseFilter(@Nullable String filter) {
        if (filter != null) {
            throw Refusal.FILTER_FORBIDDEN.because("Discovery documents cannot be filtered (RFC 7644 section 4).");
        }
    }
}
