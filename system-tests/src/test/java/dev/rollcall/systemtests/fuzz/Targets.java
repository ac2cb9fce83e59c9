package dev.rollcall.systemtests.fuzz;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Ids of resources to aim at: those that were there first, then, as they come, those that the requests made. */
final class Targets {
    private final AtomicReferenceArray<String> ids;

    Targets(List<String> ids) {
        this.ids = new AtomicReferenceArray<>(ids.toArray(String[]::new));
    }

    /** Now and then one that is nobody's. */
    String any(Random random) {
        return random.nextInt(20) == 0
                ? new UUID(random.nextLong(), random.nextLong()).toString()
                : ids.get(random.nextInt(ids.length()));
    }

    void add(String id) {
        ids.set(Math.floorMod(id.hashCode(), ids.length()), id);
    }
}
