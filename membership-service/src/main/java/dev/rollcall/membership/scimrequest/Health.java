package dev.rollcall.membership.scimrequest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a connection does (R-TRB-13).
 *
 * @param lastContactAt when a request with a token of this connection came last; null when never
 * @param lastSuccessAt when one succeeded last
 * @param lastFailure the latest that kept the client from its work; null when there was none
 */
record Health(
        HealthRules.State state,
        @Nullable Instant lastContactAt,
        @Nullable Instant lastSuccessAt,
        @Nullable ShownRequest lastFailure) {}
