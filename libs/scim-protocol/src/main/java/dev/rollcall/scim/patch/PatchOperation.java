package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * @param path as sent; null when absent
 * @param value as sent; null when absent, JSON null when sent as null
 */
public record PatchOperation(
        Op op, @Nullable String path, @Nullable JsonNode value) {

    public enum Op {
        ADD,
        REMOVE,
        REPLACE
    }
}
