package dev.rollcall.membership.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the pages of walks through long lists ended. A client that walks by place (RFC 7644 §3.4.2.4) asks for the page that begins where its
 * last one ended; whoever knows the last resource of that page goes on behind it, at the same cost on every page, and loses nobody when
 * others are deleted meanwhile, as counting from the beginning does. Of one replica, and forgotten without harm.
 */
final class Walks {
    /** Up to here counting costs next to nothing, and every page tells exactly what is there. */
    static final int PLACE_MIN = 1_000;

    /** An import asks for its next page within seconds; one that takes longer pays for its place. The shorter, the less is out of date. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final int KNOWN_MAX = 10_000; // walks at once, at some hundred bytes each

    private static final Cache<Place, End> ENDS =
            Caffeine.newBuilder().maximumSize(KNOWN_MAX).expireAfterWrite(KEPT).build();

    private Walks() {}

    /** After how many resources of which list. */
    record Place(String table, UUID connectionId, boolean descending, int passed) {}

    /** The last resource before a place, and how many there were in the whole list when the walk came by. */
    record End(UUID lastId, long total) {}

    static Optional<End> find(Place place) {
        return place.passed() < PLACE_MIN ? Optional.empty() : Optional.ofNullable(ENDS.getIfPresent(place));
    }

    static void keep(Place place, End end) {
        if (place.passed() >= PLACE_MIN) {
            ENDS.put(place, end);
        }
    }
}
