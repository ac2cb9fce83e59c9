package dev.rollcall.scimendpoint.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.scim.bulk.BulkRequest;
import dev.rollcall.scimendpoint.exchange.Exchange;
import dev.rollcall.scimendpoint.http.Answers;
import dev.rollcall.scimendpoint.http.Bodies;
import dev.rollcall.scimendpoint.limit.Limits;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Many operations in one request. */
@Path("/scim/v2/Bulk")
@RunOnVirtualThread
public class BulkEndpoint {
    private final Bodies bodies;
    private final BulkSteps steps;

    BulkEndpoint(Bodies bodies, BulkSteps steps) {
        this.bodies = bodies;
        this.steps = steps;
    }

    @POST
    public Response bulk(InputStream body, @Context RoutingContext request) {
        Exchange exchange = Exchange.of(request);
        BulkRequest wanted = bodies.read(request.request(), body, Limits.BULK_BODY_MAX, sent -> parse(sent, exchange));
        return Answers.with(200, new BulkRun(steps, exchange, wanted).answer()).build();
    }

    private static BulkRequest parse(ObjectNode sent, Exchange exchange) {
        int count = BulkRequest.count(sent);
        if (count > Limits.BULK_OPERATIONS_MAX) {
            throw Refusal.BODY_TOO_LARGE.because("A bulk request has at most " + Limits.BULK_OPERATIONS_MAX
                    + " operations (maxOperations), not " + count + "; send them in several.");
        }
        return BulkRequest.parse(sent, exchange.leeway());
    }
}
