package dev.rollcall.contract.signin;

import java.util.Objects;
import java.util.UUID;

/**
 * Somebody for whom an identity provider has just vouched wants in.
 *
 * @param connection whose keys proved it
 * @param connectionVersion as in {@link SignInConnection#version()}, when the proof was judged: with another one, nobody gets in
 * @param flow the flow's id; events about the sign-in carry it
 * @param traceId what the person is shown and quotes to their administrator; at most {@link #TRACE_ID_MAX} characters
 * @param dryRun true: nothing is changed and nothing told, and the answer says what would happen (R-SSO-17)
 */
public record SignInRequest(
        UUID connection, long connectionVersion, UUID flow, String traceId, AssertedPerson person, boolean dryRun) {
    /** Longer than any trace id; it stands in sentences. */
    public static final int TRACE_ID_MAX = 64;

    public SignInRequest {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(person, "person");
        if (traceId.isBlank() || traceId.length() > TRACE_ID_MAX) {
            throw new IllegalArgumentException("traceId needs 1 to " + TRACE_ID_MAX + " characters");
        }
    }
}
