package dev.rollcall.membership.provenance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one attribute since its first change.
 *
 * @param writer whose value is in force; null while nobody but the membership's origin wrote it
 * @param at when it was last written; null as above
 * @param by the writing actor, as in {@code scim:<connection id>}; null as above
 * @param turns the last changes in which JIT and SCIM took turns, oldest first
 * @param sent by source: what it last sent, in force or not
 */
record Written(
        @Nullable Writer writer,
        @Nullable Instant at,
        @Nullable String by,
        @Nullable String value,
        @Nullable String previous,
        List<Turn> turns,
        Map<Writer, Sent> sent) {
    static final Written NEVER = new Written(null, null, null, null, null, List.of(), Map.of());

    record Turn(Writer by, Instant at, @Nullable String value) {}

    record Sent(@Nullable String value, Instant at) {}
}
