package dev.rollcall.membership.provisioning;

import dev.rollcall.contract.refusal.Problem;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.Trace;
import dev.rollcall.scim.ScimRefusal;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A path, value or filter that SCIM's rules turn down, as the refusal that the contract has for it. */
public class ScimRefusalMapper {

    @ServerExceptionMapper
    public Response refused(ScimRefusal turnedDown) {
        Refusal refusal = switch (turnedDown.type()) {
            case invalidFilter -> Refusal.FILTER_INVALID;
            case tooMany -> Refusal.TOO_MANY;
            case uniqueness -> Refusal.USER_EXISTS;
            case mutability -> Refusal.ATTRIBUTE_IMMUTABLE;
            case invalidSyntax -> Refusal.REQUEST_MALFORMED;
            case invalidPath -> Refusal.PATH_INVALID;
            case noTarget -> Refusal.TARGET_MISSING;
            case invalidCursor, expiredCursor -> Refusal.CURSOR_INVALID;
            case invalidValue, invalidVers, sensitive -> Refusal.VALUE_INVALID;
        };
        Problem problem =
                Problem.of(refusal.because(turnedDown.detail()), Trace.current().traceId());
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
