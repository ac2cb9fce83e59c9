package dev.rollcall.contract.provisioning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A PATCH or a PUT that travels with others.
 *
 * @param connection the connection that the caller's token proved
 * @param id of the user or group
 * @param versions what the resource must be at, one of them, or else VERSION_MISMATCH (RFC 7644 §3.14); empty for whatever it is at
 * @param patch the operations; they are applied to the stored resource under its row lock. Null for a PUT
 * @param replacement of a PUT, as in {@link ResourceWrite}; null for a PATCH
 * @param traceparent W3C trace context of the request that it came with
 */
public record ResourceChange(
        UUID connection,
        UUID id,
        List<Long> versions,
        @Nullable ResourcePatch patch,
        @Nullable ObjectNode replacement,
        String traceparent) {
    /** How many may be asked for at once. */
    public static final int TOGETHER_MAX = 32;

    private static final int STEPS_MAX = 4; // identity providers send one or two

    public ResourceChange {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(id, "id");
        if ((patch == null) == (replacement == null)) {
            throw new IllegalArgumentException("a change is a patch or a replacement");
        }
        versions = List.copyOf(versions);
    }

    /** Whether it is small enough to travel with others. */
    public boolean brief() {
        return patch == null
                ? Brevity.brief(replacement)
                : patch.steps().size() <= STEPS_MAX
                        && patch.steps().stream().allMatch(step -> Brevity.brief(step.value()));
    }
}
