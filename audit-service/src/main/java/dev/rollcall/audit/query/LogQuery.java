package dev.rollcall.audit.query;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one organization's log. Each filter is null (or empty) when not asked for.
 *
 * @param actions full action names, any of which matches; empty for all
 * @param name a username, or the organization's name for facts about itself
 * @param actor as entries show it, for instance {@code scim:<connection>}
 * @param from earliest time of the event, included
 * @param to latest time of the event, included
 * @param start where the page begins
 * @param size entries on a page
 */
record LogQuery(
        Set<String> actions,
        @Nullable String name,
        @Nullable String actor,
        @Nullable Instant from,
        @Nullable Instant to,
        Start start,
        int size) {

    /** Where a page begins, and in which direction it reads. */
    sealed interface Start {
        /** Newest first, so many entries in. */
        record Skip(int entries) implements Start {}

        /** Newest first, older than that audit index. */
        record Before(long auditIndex) implements Start {}

        /** Oldest first, younger than that audit index. */
        record After(long auditIndex) implements Start {}
    }
}
