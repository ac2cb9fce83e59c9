package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** List responses (RFC 7644 §3.4.2). */
public final class ListResponse {
    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private ListResponse() {}

    /**
     * Numbers are JSON integers (O1), and {@code Resources} is there even when empty: Entra's connection test wants it (E1).
     *
     * @param total matches on all pages
     * @param startIndex 1-based
     * @param resources of this page
     */
    public static ObjectNode render(long total, long startIndex, List<ObjectNode> resources) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add(SCHEMA);
        list.put("totalResults", total).put("startIndex", startIndex).put("itemsPerPage", resources.size());
        list.putArray("Resources").addAll(resources);
        return list;
    }

    /**
     * A page that was asked for by cursor (RFC 9865 §2).
     *
     * @param total matches on all pages, as of the walk's beginning
     * @param nextCursor leads to the next page; null on the last one
     */
    public static ObjectNode render(long total, List<ObjectNode> resources, @Nullable String nextCursor) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add(SCHEMA);
        list.put("totalResults", total).put("itemsPerPage", resources.size());
        if (nextCursor != null) {
            list.put("nextCursor", nextCursor);
        }
        list.putArray("Resources").addAll(resources);
        return list;
    }
}
