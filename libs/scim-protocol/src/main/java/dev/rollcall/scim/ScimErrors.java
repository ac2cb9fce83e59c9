package dev.rollcall.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Error bodies of RFC 7644 §3.12. */
public final class ScimErrors {
    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

    private ScimErrors() {}

    /**
     * @param status HTTP status code; on the wire it is a JSON string, as the RFC demands and Okta's tests check (O11)
     * @param scimType the keyword; null where the RFC knows none for the status
     * @param detail for a person
     */
    public static ObjectNode body(int status, @Nullable ScimType scimType, String detail) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(SCHEMA);
        body.put("status", Integer.toString(status));
        if (scimType != null) {
            body.put("scimType", scimType.name());
        }
        return body.put("detail", detail);
    }
}
