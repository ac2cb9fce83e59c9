package dev.rollcall.contract.provisioning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.UUID;

/**
 * A create that travels with others.
 *
 * @param connection the connection that the caller's token proved
 * @param resource as in {@link ResourceWrite}
 * @param traceparent W3C trace context of the request that it came with
 */
public record UserCreation(UUID connection, ObjectNode resource, String traceparent) {
    /** How many may be asked for at once. */
    public static final int TOGETHER_MAX = 32;

    public UserCreation {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(resource, "resource");
    }

    /** Whether it is small enough to travel with others. */
    public boolean brief() {
        return Brevity.brief(resource);
    }
}
