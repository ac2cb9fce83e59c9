package dev.rollcall.scimendpoint.error;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.Trace;
import dev.rollcall.scim.ScimErrors;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import org.jspecify.annotations.Nullable;

/** Refusals as SCIM error bodies (RFC 7644 §3.12), each with the trace that a person can quote. */
public final class ScimFailures {
    private ScimFailures() {}

    public static ObjectNode body(Refused refused) {
        return body(refused.refusal().kind().status(), refused);
    }

    /** @param status where it is not that of the refusal's kind */
    public static ObjectNode body(int status, Refused refused) {
        String keyword = refused.refusal().scimType();
        return body(status, keyword == null ? null : ScimType.valueOf(keyword), refused.detail());
    }

    public static ObjectNode body(ScimRefusal refusal) {
        return body(refusal.status(), refusal.type(), refusal.detail());
    }

    public static ObjectNode body(int status, @Nullable ScimType type, String detail) {
        return ScimErrors.body(
                status, type, detail + " (trace " + Trace.current().traceId() + ")");
    }
}
