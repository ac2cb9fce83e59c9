package dev.rollcall.scimendpoint.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.kit.Trace;
import dev.rollcall.scimendpoint.exchange.Exchange;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** RFC 6749 §5.2. */
public class OauthFaultMapper {
    private static final int BEFORE_OTHERS = 1;
    private static final int RETRY_SECONDS = 5;

    @ServerExceptionMapper(priority = BEFORE_OTHERS)
    public Response told(OauthFault fault, RoutingContext request) {
        Exchange.of(request).refused(fault.code.logged.name(), null);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", fault.code.word());
        body.put(
                "error_description",
                printable(fault.getMessage() + " (trace " + Trace.current().traceId() + ")"));
        Response.ResponseBuilder answer = Response.status(fault.code.status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .entity(body);
        return switch (fault.code) {
            case INVALID_CLIENT ->
                answer.header("WWW-Authenticate", "Basic realm=\"scim\"").build();
            case TOO_OFTEN, TEMPORARILY_UNAVAILABLE ->
                answer.header("Retry-After", RETRY_SECONDS).build();
            case INVALID_REQUEST, UNAUTHORIZED_CLIENT, UNSUPPORTED_GRANT_TYPE -> answer.build();
        };
    }

    /** §5.2: printable ASCII without quotation mark and backslash; a connection's name may hold anything. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7E]|[\"\\\\]", "?");
    }
}
