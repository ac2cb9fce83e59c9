package dev.rollcall.membership.admin;

import java.util.Optional;
import java.util.UUID;

/** UUIDs in paths and bodies: only the full form with dashes; {@link UUID#fromString} alone would take {@code 1-2-3-4-5}. */
public final class Ids {
    private static final int LENGTH = 36;

    private Ids() {}

    public static Optional<UUID> parse(String text) {
        try {
            return text.length() == LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
