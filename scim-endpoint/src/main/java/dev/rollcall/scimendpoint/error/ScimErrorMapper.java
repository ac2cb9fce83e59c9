package dev.rollcall.scimendpoint.error;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.Trace;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import dev.rollcall.scimendpoint.dialect.DialectRules;
import dev.rollcall.scimendpoint.exchange.Exchange;
import dev.rollcall.scimendpoint.http.Answers;
import dev.rollcall.scimendpoint.membership.Absence;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Writes whatever goes wrong in SCIM's form. */
public class ScimErrorMapper {
    private static final Logger LOG = Logger.getLogger(ScimErrorMapper.class);
    private static final int BEFORE_OTHERS = 1;
    private final Absence absence;

    ScimErrorMapper(Absence absence) {
        this.absence = absence;
    }

    private static final long HELD_SECONDS = 3600; // after an hour the guard takes a repetition for meant

    @ServerExceptionMapper(priority = BEFORE_OTHERS)
    public Response refused(Refused refused, RoutingContext request) {
        Exchange exchange = Exchange.of(request);
        Refusal refusal = refused.refusal();
        exchange.refused(refusal.name(), refusal.scimType());
        int status = status(refusal, exchange, request);
        Response.ResponseBuilder answer = Answers.with(status, ScimFailures.body(status, refused));
        return switch (refusal.kind()) {
            case UNAUTHENTICATED ->
                answer.header(
                                "WWW-Authenticate",
                                refusal == Refusal.TOKEN_MISSING
                                        ? "Bearer realm=\"scim\""
                                        : "Bearer realm=\"scim\", error=\"invalid_token\"")
                        .build();
            case LIMITED, UNAVAILABLE ->
                // Whole seconds: Okta reads nothing else (O10).
                answer.header("Retry-After", retryAfterSeconds(refusal, exchange))
                        .build();
            case INVALID, FORBIDDEN, NOT_FOUND, CONFLICT, PRECONDITION, TOO_LARGE, MEDIA_TYPE, NOT_SUPPORTED ->
                answer.build();
        };
    }

    private static int status(Refusal refusal, Exchange exchange, RoutingContext request) {
        if (refusal != Refusal.UNAVAILABLE) {
            return refusal.kind().status();
        }
        String userAgent = request.request().getHeader("User-Agent");
        return DialectRules.statusWhileAway(
                DialectRules.expected(exchange.findClient(), DialectRules.guess(userAgent)));
    }

    private long retryAfterSeconds(Refusal refusal, Exchange exchange) {
        if (refusal == Refusal.DEPROVISIONING_HELD) {
            return HELD_SECONDS;
        }
        return exchange.retryAfterSeconds() > 0
                ? exchange.retryAfterSeconds()
                : absence.retryAfterSeconds(System.nanoTime());
    }

    @ServerExceptionMapper(priority = BEFORE_OTHERS)
    public Response protocol(ScimRefusal refusal, RoutingContext request) {
        Exchange.of(request).refused(refusal.type().name(), refusal.type().name());
        return Answers.with(refusal.status(), ScimFailures.body(refusal)).build();
    }

    /** The client went away in the middle of its body; hardly anybody reads this answer, but it is no fault of ours to log. */
    @ServerExceptionMapper(priority = BEFORE_OTHERS)
    public Response cutShort(UncheckedIOException aborted, RoutingContext request) {
        return refused(Refusal.REQUEST_MALFORMED.because("The body ended before its announced end."), request);
    }

    /** The framework's own: no such route, wrong method. */
    @ServerExceptionMapper(priority = BEFORE_OTHERS)
    public Response framework(WebApplicationException framework, RoutingContext request) {
        Response given = framework.getResponse();
        if (given.getStatus() >= 500) {
            return failed(framework, request);
        }
        Exchange.of(request).refused("HTTP_" + given.getStatus(), null);
        Response.ResponseBuilder answer = answer(given.getStatus(), null, sentence(given, request));
        String allow = given.getHeaderString("Allow");
        return (allow == null ? answer : answer.header("Allow", allow)).build();
    }

    @ServerExceptionMapper(priority = BEFORE_OTHERS)
    public Response failed(Throwable failure, RoutingContext request) {
        Exchange.of(request).refused("INTERNAL", null);
        if (request.response().closed()) {
            LOG.debugf(
                    failure,
                    "Nobody waits for the answer to request %s any more",
                    Trace.current().traceId());
        } else {
            LOG.errorf(failure, "Request %s failed", Trace.current().traceId());
        }
        return answer(500, null, "Something broke on our side; nothing is known to have changed. Try again.")
                .build();
    }

    private static String sentence(Response given, RoutingContext request) {
        String path =
                ScimRefusal.shown(Objects.requireNonNullElse(request.request().path(), ""));
        return switch (given.getStatus()) {
            case 404 -> "There is nothing at " + path + "; SCIM begins at /scim/v2.";
            case 405 -> path + " does not take " + request.request().method().name() + ".";
            default -> "The request was refused: " + given.getStatusInfo().getReasonPhrase() + ".";
        };
    }

    private static Response.ResponseBuilder answer(int status, @Nullable ScimType type, String detail) {
        return Answers.with(status, ScimFailures.body(status, type, detail));
    }
}
