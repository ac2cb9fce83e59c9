package dev.rollcall.contract.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PATCH from an IdP (RFC 7644 §3.5.2), parsed for form; paths and values are judged where the stored resource is.
 *
 * @param steps the operations in order; at least one
 * @param mode how strictly to read paths and values
 */
public record ResourcePatch(List<Step> steps, ScimClient.Mode mode) {

    /** {@code op} is {@code add}, {@code remove} or {@code replace} in lower case; path and value as sent, null when absent. */
    public record Step(
            String op, @Nullable String path, @Nullable JsonNode value) {}
}
