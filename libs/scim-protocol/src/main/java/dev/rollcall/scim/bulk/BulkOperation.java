package dev.rollcall.scim.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a bulk request.
 *
 * @param method as it will be repeated in the answer
 * @param type the kind of resource; null only with a fault
 * @param id the resource's id, or {@code bulkId:<bulkId>} of the POST that makes it; null for a POST
 * @param bulkId how other operations name what this POST makes; null when the client gave none
 * @param version the entity tag that the resource must have, as in {@code If-Match}; null for any
 * @param data empty where the method has none
 * @param fault why it cannot be carried out at all; null when it can be tried
 */
public record BulkOperation(
        Method method,
        @Nullable ResourceType type,
        @Nullable String id,
        @Nullable String bulkId,
        @Nullable String version,
        ObjectNode data,
        @Nullable ScimRefusal fault) {

    /** RFC 7644 §3.7; UNKNOWN only with a fault. */
    public enum Method {
        POST,
        PUT,
        PATCH,
        DELETE,
        UNKNOWN
    }
}
