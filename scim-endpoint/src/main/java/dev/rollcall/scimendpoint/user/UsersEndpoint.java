package dev.rollcall.scimendpoint.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.DeliveredCreation;
import dev.rollcall.contract.provisioning.UserKey;
import dev.rollcall.contract.provisioning.UserPage;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.provisioning.UserText;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.scim.resource.Projection;
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
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.NonBlocking;
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
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Users (RFC 7644 §3). What an identity provider asks most, single reads, passes without a thread of its own. */
@Path("/scim/v2/Users")
public class UsersEndpoint {
    /** So many users an event loop takes apart by itself. */
    private static final int FEW = 10;

    private static final int LONG = 16 * 1024; // characters; such a user it leaves to a thread

    private final Membership membership;
    private final UserRendering rendering;
    private final Bodies bodies;
    private final Lists lists;
    private final ExecutorService threads;

    UsersEndpoint(
            Membership membership,
            UserRendering rendering,
            Bodies bodies,
            Lists lists,
            @VirtualThreads ExecutorService threads) {
        this.membership = membership;
        this.rendering = rendering;
        this.bodies = bodies;
        this.lists = lists;
        this.threads = threads;
    }

    @POST
    @RunOnVirtualThread
    public Response create(
            InputStream body,
            @Context RoutingContext request,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded) {
        Exchange exchange = Exchange.of(request);
        Projection projection = Projection.of(attributes, excluded, exchange.userType());
        ObjectNode resource = bodies.read(
                request.request(),
                body,
                Limits.USER_BODY_MAX,
                sent -> Requests.resource(exchange.userType(), sent, exchange));
        UserRecord created = membership.create(connection(exchange), resource);
        exchange.created(DeliveredCreation.Kind.USER, created.id(), created.version());
        return answer(201, created, exchange, projection);
    }

    @GET
    @Path("/{id}")
    @NonBlocking
    public CompletionStage<Response> read(
            @PathParam("id") String id,
            @Context RoutingContext request,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded) {
        Exchange exchange = Exchange.of(request);
        UUID connection = connection(exchange);
        Projection projection = Projection.of(attributes, excluded, exchange.userType());
        UUID user = id(id);
        return membership
                .find(new UserKey(connection, user, null, projection.wants("groups")))
                .thenCompose(found -> {
                    UserText known =
                            found.orElseThrow(() -> Refusal.USER_UNKNOWN.because("There is no user " + user + "."));
                    String tag = Preconditions.tag(known.version());
                    if (Preconditions.known(request.request(), tag)) {
                        return CompletableFuture.completedFuture(
                                Response.notModified().header("ETag", tag).build());
                    }
                    return answered(true, List.of(known), () -> answer(known, exchange, projection));
                });
    }

    @GET
    @NonBlocking
    public CompletionStage<Response> list(@Context RoutingContext request) {
        Exchange exchange = Exchange.of(request);
        UUID connection = connection(exchange);
        Lists.Asked asked = asked(exchange, ListParameters.of(request.queryParams()));
        String userName = asked.parameters().soleUserName(asked.filter());
        CompletionStage<UserPage> page = userName == null
                ? membership.listSoon(connection, asked.query())
                : membership
                        .find(new UserKey(
                                connection, null, userName, asked.query().references()))
                        .thenApply(found -> new UserPage(
                                found.isPresent() ? 1 : 0, found.stream().toList()));
        return page.thenCompose(known -> {
            boolean whole = asked.projection().plain() && !exchange.userType().extended();
            return answered(whole || known.users().size() <= FEW, known.users(), () -> answer(known, asked, exchange));
        });
    }

    private CompletionStage<Response> answered(boolean few, List<UserText> users, Supplier<Response> answer) {
        return few && users.stream().allMatch(user -> user.resource().length() < LONG)
                ? CompletableFuture.completedFuture(answer.get())
                : CompletableFuture.supplyAsync(answer, threads);
    }

    /** RFC 7644 §3.4.3: a list whose filter stays out of addresses and access logs. */
    @POST
    @Path("/.search")
    @RunOnVirtualThread
    public Response search(InputStream body, @Context RoutingContext request) {
        Exchange exchange = Exchange.of(request);
        UUID connection = connection(exchange);
        Lists.Asked asked =
                asked(exchange, bodies.read(request.request(), body, Limits.USER_BODY_MAX, ListParameters::of));
        return answer(membership.list(connection, asked.query()), asked, exchange);
    }

    @PUT
    @Path("/{id}")
    @RunOnVirtualThread
    public Response replace(
            @PathParam("id") String id,
            InputStream body,
            @Context RoutingContext request,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded) {
        List<Long> versions = Preconditions.wanted(request.request());
        Exchange exchange = Exchange.of(request);
        Projection projection = Projection.of(attributes, excluded, exchange.userType());
        UUID user = id(id);
        ObjectNode resource = bodies.read(
                request.request(),
                body,
                Limits.USER_BODY_MAX,
                sent -> Requests.replacement(exchange.userType(), sent, exchange));
        UserRecord replaced = membership.replaceUser(connection(exchange), user, versions, resource);
        return answer(200, replaced, exchange, projection);
    }

    @PATCH
    @Path("/{id}")
    @RunOnVirtualThread
    public Response change(
            @PathParam("id") String id,
            InputStream body,
            @Context RoutingContext request,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded) {
        List<Long> versions = Preconditions.wanted(request.request());
        Exchange exchange = Exchange.of(request);
        Projection projection = Projection.of(attributes, excluded, exchange.userType());
        UUID user = id(id);
        var patch = bodies.read(request.request(), body, Limits.USER_BODY_MAX, sent -> Requests.patch(sent, exchange));
        UserRecord changed = membership.patch(connection(exchange), user, versions, patch);
        exchange.remarked(changed.remarks());
        return answer(200, changed, exchange, projection);
    }

    @DELETE
    @Path("/{id}")
    @RunOnVirtualThread
    public Response delete(@PathParam("id") String id, @Context RoutingContext request) {
        List<Long> versions = Preconditions.wanted(request.request());
        UUID connection = connection(Exchange.of(request));
        UUID user = id(id);
        membership.change(connection, api -> {
            api.deleteUser(connection, user, versions);
            return true;
        });
        return Response.noContent().build();
    }

    private Lists.Asked asked(Exchange exchange, ListParameters parameters) {
        return lists.asked(exchange, exchange.userType(), parameters, "groups");
    }

    private Response answer(UserPage page, Lists.Asked asked, Exchange exchange) {
        return Answers.with(
                        200,
                        lists.page(
                                asked,
                                page.total(),
                                page.users(),
                                UserText::id,
                                user -> rendering.show(user, exchange.userType(), asked.projection())))
                .build();
    }

    private Response answer(int status, UserRecord user, Exchange exchange, Projection projection) {
        ObjectNode rendered = rendering.render(user, exchange.userType());
        return answer(Answers.with(status, projection.apply(rendered)), user.id(), user.version());
    }

    private Response answer(UserText user, Exchange exchange, Projection projection) {
        String shown = rendering.show(user, exchange.userType(), projection);
        return answer(Answers.with(200, shown), user.id(), user.version());
    }

    private Response answer(ResponseBuilder begun, UUID user, long version) {
        return begun.header("Location", rendering.location(user))
                .header("ETag", Preconditions.tag(version))
                .build();
    }

    private static UUID connection(Exchange exchange) {
        return exchange.client().connectionId();
    }

    private static UUID id(String text) {
        return ResourceIds.require(text, Refusal.USER_UNKNOWN);
    }
}
