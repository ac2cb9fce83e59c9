package dev.rollcall.membership.connection;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which organizations a connection shall serve then (R-SSO-16); the caller owns them.
 *
 * @param organizations all of them; null: as before
 * @param first the default one; null: as before
 */
record Reach(@Nullable List<UUID> organizations, @Nullable UUID first) {
    static final Reach SAME = new Reach(null, null);
}
