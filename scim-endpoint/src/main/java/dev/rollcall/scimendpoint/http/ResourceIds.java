package dev.rollcall.scimendpoint.http;

import dev.rollcall.contract.refusal.Refusal;
import java.util.Optional;
import java.util.UUID;

/** Resource ids in paths. */
public final class ResourceIds {
    private static final int LENGTH = 36;

    private ResourceIds() {}

    /** What is no UUID cannot be an id of ours, so it is unknown rather than wrong (R-SCIM-10). */
    public static UUID require(String text, Refusal unknown) {
        return parse(text).orElseThrow(() -> unknown.because("There is no resource with this id on this connection."));
    }

    /** Whether a resource could have this id. */
    public static boolean wellFormed(String text) {
        return parse(text).isPresent();
    }

    private static Optional<UUID> parse(String text) {
        if (text.length()
                != LENGTH) { // UUID.fromString takes shortened forms, which would be second names of one resource
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
