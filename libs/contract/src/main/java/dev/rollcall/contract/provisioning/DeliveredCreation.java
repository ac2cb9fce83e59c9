package dev.rollcall.contract.provisioning;

import java.util.Objects;
import java.util.UUID;

/**
 * The 201 to a POST has reached its caller's socket whole: asked for again, the resource is a conflict from now on.
 *
 * @param id of the user or group that the answer showed: made, linked or alive again
 * @param version at which the answer showed it; a later answer about the same resource is another one
 */
public record DeliveredCreation(UUID connection, Kind kind, UUID id, long version) {
    /** How many may be told at once. */
    public static final int TOGETHER_MAX = 1_000;

    /** What was created. */
    public enum Kind {
        USER,
        GROUP
    }

    public DeliveredCreation {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }
}
