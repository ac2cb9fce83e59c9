package dev.rollcall.sso.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flow as owners see it.
 *
 * @param id the flow's; events about the sign-in carry it
 * @param mnemonic the trace id that the person was shown
 * @param test a test sign-in: nothing was changed
 * @param endedAt null: the identity provider has not answered
 * @param code what failed, or why it was denied; null when neither
 * @param body null in lists
 * @param person e-mail, or else what the identity provider calls them; null when it did not come so far
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredTrace(
        UUID id,
        String mnemonic,
        UUID connectionId,
        Protocol protocol,
        boolean test,
        Instant beganAt,
        @Nullable Instant endedAt,
        FlowOutcome outcome,
        @Nullable String code,
        @Nullable String person,
        @JsonUnwrapped @Nullable TraceBody body) {

    /** Failures stand first in lists. */
    boolean failed() {
        return outcome == FlowOutcome.DENIED || outcome == FlowOutcome.FAILED;
    }
}
