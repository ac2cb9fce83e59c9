package dev.rollcall.sso.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a link, for who helps a person that quotes its trace id.
 *
 * @param id the flow's; events carry it
 * @param traceId what the person was shown
 * @param outcome null: not yet found out whether one is sent
 * @param code why nobody came in by it; null where nothing was wrong
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LinkTrace(
        UUID id,
        String traceId,
        String email,
        Instant askedAt,
        @Nullable Instant confirmedAt,
        @Nullable String outcome,
        @Nullable String code) {}
