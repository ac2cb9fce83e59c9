package dev.rollcall.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.rollcall.contract.refusal.Problem;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Writes every error outside SCIM as {@code application/problem+json} (RFC 9457). Runs after a service's own mappers. A refusal tells its
 * reason; a failure tells only the trace id, and is logged once.
 */
public class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final int AFTER_OTHERS = 10_000;
    private static final int BEFORE_THE_FRAMEWORK = 5_050; // a service's own mappers have 5000, the framework's 5100

    @ServerExceptionMapper(priority = AFTER_OTHERS)
    public Response refused(Refused refused) {
        Response.ResponseBuilder answer =
                answer(Problem.of(refused, Trace.current().traceId()));
        return switch (refused.refusal().kind()) {
            case UNAUTHENTICATED -> answer.header("WWW-Authenticate", "Bearer").build();
            case LIMITED, UNAVAILABLE -> answer.header("Retry-After", 5).build();
            case INVALID, FORBIDDEN, NOT_FOUND, CONFLICT, PRECONDITION, TOO_LARGE, MEDIA_TYPE, NOT_SUPPORTED ->
                answer.build();
        };
    }

    @ServerExceptionMapper(priority = AFTER_OTHERS)
    public Response malformed(JsonProcessingException malformed) {
        return refused(Refusal.REQUEST_MALFORMED.because(describe(malformed)));
    }

    /** The framework's own mapper for this one would answer without a body. */
    @ServerExceptionMapper(priority = BEFORE_THE_FRAMEWORK)
    public Response mismatched(MismatchedInputException malformed) {
        return malformed(malformed);
    }

    @ServerExceptionMapper(priority = AFTER_OTHERS)
    public Response framework(WebApplicationException framework) {
        if (jsonFault(framework) instanceof JsonProcessingException malformed) {
            return malformed(malformed);
        }
        int status = framework.getResponse().getStatus();
        if (status >= 500) {
            return failed(framework);
        }
        String words = framework.getResponse().getStatusInfo().getReasonPhrase();
        return answer(Problem.of(
                        words.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z]+", "_"),
                        status,
                        "The request was refused: " + words + ".",
                        Trace.current().traceId()))
                .build();
    }

    @ServerExceptionMapper(priority = AFTER_OTHERS)
    public Response failed(Throwable failure) {
        if (jsonFault(failure) instanceof JsonProcessingException malformed) {
            return malformed(malformed);
        }
        String traceId = Trace.current().traceId();
        LOG.errorf(failure, "Request %s failed", traceId);
        return answer(Problem.of(
                        "INTERNAL",
                        500,
                        "Something broke on our side. Try again; if it stays, give this trace id to your operator: "
                                + traceId,
                        traceId))
                .build();
    }

    private static @Nullable Throwable jsonFault(Throwable outer) {
        for (Throwable t = outer; t != null; t = t.getCause()) {
            if (t instanceof JsonProcessingException) {
                return t;
            }
        }
        return null;
    }

    private static String describe(JsonProcessingException malformed) {
        var where = malformed.getLocation();
        String place = where == null ? "" : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")";
        // The parser's own sentence may quote the body, which may hold secrets: the place is enough to find the fault.
        return "The body is not JSON of the expected form" + place + ".";
    }

    private static Response.ResponseBuilder answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
