package dev.rollcall.scimendpoint.group;

import dev.rollcall.contract.provisioning.DeliveredCreation;
import dev.rollcall.contract.provisioning.GroupPage;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.ResourceWrite;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scimendpoint.exchange.Exchange;
import dev.rollcall.scimendpoint.http.Answers;
import dev.rollcall.scimendpoint.http.Bodies;
import dev.rollcall.scimendpoint.http.ListParameters;
import dev.rollcall.scimendpoint.http.Preconditions;
import dev.rollcall.scimendpoint.http.Requests;
import dev.rollcall.scimendpoint.http.ResourceIds;
import dev.rollcall.scimendpoint.limit.Limits;
import dev.rollcall.scimendpoint.list.Lists;
import dev.rollcall.scimendpoint.membership.Membership;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Groups (RFC 7644 §3). */
@Path("/scim/v2/Groups")
@RunOnVirtualThread
public class GroupsEndpoint {
    private static final Logger LOG = Logger.getLogger(GroupsEndpoint.class);
    private static final int CLOSED_WITHIN_SECONDS = 5; // it waits for nothing but its own event loop

    private final Membership membership;
    private final GroupRendering rendering;
    private final Bodies bodies;
    private final Lists lists;

    GroupsEndpoint(Membership membership, GroupRendering rendering, Bodies bodies, Lists lists) {
        this.membership = membership;
        this.rendering = rendering;
        this.bodies = bodies;
        this.lists = lists;
    }

    @POST
    public Response create(
            InputStream body,
            @Context RoutingContext request,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded) {
        Exchange exchange = Exchange.of(request);
        UUID connection = connection(exchange);
        Projection projection = Projection.of(attributes, excluded, ResourceTypes.GROUP);
        GroupRecord created = bodies.read(request.request(), body, Limits.GROUP_BODY_MAX, sent -> {
            ResourceWrite write = new ResourceWrite(Requests.resource(ResourceTypes.GROUP, sent, exchange));
            return membership.change(connection, api -> api.createGroup(connection, write));
        });
        exchange.created(DeliveredCreation.Kind.GROUP, created.id(), created.version());
        return answer(201, withMembers(connection, created, projection), projection, request);
    }

    @GET
    @Path("/{id}")
    public Response read(
            @PathParam("id") String id,
            @Context RoutingContext request,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded) {
        UUID connection = connection(Exchange.of(request));
        Projection projection = Projection.of(attributes, excluded, ResourceTypes.GROUP);
        UUID group = id(id);
        // E13: a read without members must not load them.
        GroupRecord found =
                membership.read(connection, api -> api.findGroup(connection, group, projection.wants("members")));
        String tag = Preconditions.tag(found.version());
        return Preconditions.known(request.request(), tag)
                ? Response.notModified().header("ETag", tag).build()
                : answer(200, found, projection, request);
    }

    @GET
    public Response list(@Context RoutingContext request) {
        return page(Exchange.of(request), ListParameters.of(request.queryParams()));
    }

    /** RFC 7644 §3.4.3. */
    @POST
    @Path("/.search")
    public Response search(InputStream body, @Context RoutingContext request) {
        ListParameters parameters = bodies.read(request.request(), body, Limits.USER_BODY_MAX, ListParameters::of);
        return page(Exchange.of(request), parameters);
    }

    @PUT
    @Path("/{id}")
    public Response replace(
            @PathParam("id") String id,
            InputStream body,
            @Context RoutingContext request,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded) {
        List<Long> versions = Preconditions.wanted(request.request());
        Exchange exchange = Exchange.of(request);
        UUID connection = connection(exchange);
        UUID group = id(id);
        Projection projection = Projection.of(attributes, excluded, ResourceTypes.GROUP);
        GroupRecord replaced = bodies.read(request.request(), body, Limits.GROUP_BODY_MAX, sent -> {
            ResourceWrite write = new ResourceWrite(Requests.replacement(ResourceTypes.GROUP, sent, exchange));
            return membership.replace(
                    connection, versions, api -> api.replaceGroup(connection, group, versions, write));
        });
        return answer(200, withMembers(connection, replaced, projection), projection, request);
    }

    /** 204 unless attributes are asked for: the answer must not grow with the group (E12). */
    @PATCH
    @Path("/{id}")
    public Response change(
            @PathParam("id") String id,
            InputStream body,
            @Context RoutingContext request,
            @QueryParam("attributes") @Nullable String attributes) {
        List<Long> versions = Preconditions.wanted(request.request());
        Exchange exchange = Exchange.of(request);
        UUID connection = connection(exchange);
        UUID group = id(id);
        Projection projection = Projection.of(attributes, null, ResourceTypes.GROUP);
        GroupRecord changed = bodies.read(request.request(), body, Limits.GROUP_BODY_MAX, sent -> {
            var patch = Requests.patch(sent, exchange);
            return membership.patchGroup(connection, group, versions, patch);
        });
        exchange.remarked(changed.remarks());
        if (attributes == null || attributes.isBlank()) {
            return Response.noContent()
                    .header("ETag", Preconditions.tag(changed.version()))
                    .build();
        }
        return answer(200, withMembers(connection, changed, projection), projection, request);
    }

    @DELETE
    @Path("/{id}")
    public Response delete(@PathParam("id") String id, @Context RoutingContext request) {
        List<Long> versions = Preconditions.wanted(request.request());
        UUID connection = connection(Exchange.of(request));
        UUID group = id(id);
        membership.change(connection, api -> {
            api.deleteGroup(connection, group, versions);
            return true;
        });
        return Response.noContent().build();
    }

    private Response page(Exchange exchange, ListParameters parameters) {
        Lists.Asked asked = lists.asked(exchange, ResourceTypes.GROUP, parameters, "members");
        UUID connection = connection(exchange);
        GroupPage page = membership.read(connection, api -> api.queryGroups(connection, asked.query()));
        return Answers.with(
                        200,
                        lists.page(
                                asked,
                                page.total(),
                                page.groups(),
                                GroupRecord::id,
                                group -> asked.projection()
                                        .apply(rendering.render(group))
                                        .toString()))
                .build();
    }

    /** RFC 7643 §2.2: what is returned by default is in the answers to changes, too; a change by itself does not load the members. */
    private GroupRecord withMembers(UUID connection, GroupRecord written, Projection projection) {
        return projection.wants("members")
                ? membership.read(connection, api -> api.findGroup(connection, written.id(), true))
                : written;
    }

    private Response answer(int status, GroupRecord group, Projection projection, RoutingContext request) {
        ResponseBuilder answer = GroupWriter.goesOn(group)
                ? Answers.with(status, streamed(group, projection, request))
                : Answers.with(status, projection.apply(rendering.render(group)));
        return answer.header("Location", rendering.location(group))
                .header("ETag", Preconditions.tag(group.version()))
                .build();
    }

    /** What cannot be written to its end breaks the connection: a list that looks whole and is not would make an IdP remove people. */
    private StreamingOutput streamed(GroupRecord group, Projection projection, RoutingContext request) {
        UUID connection = connection(Exchange.of(request));
        GroupWriter writer = new GroupWriter(
                part -> projection.apply(rendering.render(part)),
                last -> membership.read(connection, api -> api.findMembers(connection, group.id(), last.value())));
        return out -> {
            try {
                writer.write(group, out);
            } catch (RuntimeException | IOException failure) {
                LOG.warnf("The members of group %s could not be written to the last: %s", group.id(), failure);
                breakOff(request);
                throw failure;
            }
        };
    }

    /** Only when the connection is closed: until then the framework's own ending of the answer would still reach the client as a proper one. */
    private static void breakOff(RoutingContext request) {
        CompletableFuture<Void> closed =
                request.request().connection().close().toCompletionStage().toCompletableFuture();
        try {
            closed.orTimeout(CLOSED_WITHIN_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            LOG.warnf("A connection that must be broken off did not close: %s", e.getCause());
        }
    }

    private static UUID connection(Exchange exchange) {
        return exchange.client().connectionId();
    }

    private static UUID id(String text) {
        return ResourceIds.require(text, Refusal.GROUP_UNKNOWN);
    }
}
