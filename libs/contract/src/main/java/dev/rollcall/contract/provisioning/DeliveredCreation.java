package dev.rollcall.contract.provisioning;

import java.util.Objects;
import java.util.UUID;

/** The answer to a create has reached its caller's socket whole: asked for again, the user is a conflict from now on. */
public record DeliveredCreation(UUID connection, UUID user) {
    /** How many may be told at once. */
    public static final int TOGETHER_MAX = 1_000;

    public DeliveredCreation {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(user, "user");
    }
}
