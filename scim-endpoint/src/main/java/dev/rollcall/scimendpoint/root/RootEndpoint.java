package dev.rollcall.scimendpoint.root;

import dev.rollcall.contract.provisioning.MixedPage;
import dev.rollcall.scimendpoint.exchange.Exchange;
import dev.rollcall.scimendpoint.group.GroupRendering;
import dev.rollcall.scimendpoint.http.Answers;
import dev.rollcall.scimendpoint.http.Bodies;
import dev.rollcall.scimendpoint.http.ListParameters;
import dev.rollcall.scimendpoint.limit.Limits;
import dev.rollcall.scimendpoint.list.Lists;
import dev.rollcall.scimendpoint.membership.Membership;
import dev.rollcall.scimendpoint.user.UserRendering;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;

/** Users and groups in one list. */
@Path("/scim/v2")
@RunOnVirtualThread
public class RootEndpoint {
    private final Membership membership;
    private final UserRendering users;
    private final GroupRendering groups;
    private final Bodies bodies;
    private final Lists lists;

    RootEndpoint(Membership membership, UserRendering users, GroupRendering groups, Bodies bodies, Lists lists) {
        this.membership = membership;
        this.users = users;
        this.groups = groups;
        this.bodies = bodies;
        this.lists = lists;
    }

    @GET
    public Response list(@Context RoutingContext request) {
        return page(Exchange.of(request), ListParameters.of(request.queryParams()));
    }

    @POST
    @Path("/.search")
    public Response search(InputStream body, @Context RoutingContext request) {
        ListParameters parameters = bodies.read(request.request(), body, Limits.USER_BODY_MAX, ListParameters::of);
        return page(Exchange.of(request), parameters);
    }

    private Response page(Exchange exchange, ListParameters parameters) {
        UUID connection = exchange.client().connectionId();
        Lists.AskedOfAll asked = lists.askedOfAll(exchange, parameters);
        MixedPage page = membership.read(connection, api -> api.queryAll(connection, asked.query()));
        return Answers.with(
                        200, lists.page(asked, page, user -> users.render(user, exchange.userType()), groups::render))
                .build();
    }
}
