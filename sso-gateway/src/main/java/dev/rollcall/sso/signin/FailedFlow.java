package dev.rollcall.sso.signin;

import java.util.UUID;

/**
 * A sign-in over a connection that ended before anybody was asked to decide about it.
 *
 * @param organizationId the connection's default organization, in whose log it stands
 * @param flow the flow's id
 * @param traceId what the person was shown
 * @param reason a constant, for instance {@code BAD_SIGNATURE}
 * @param check what exactly failed, for instance {@code signature_missing}
 * @param text a sentence without anything of what was received
 */
public record FailedFlow(
        UUID connectionId,
        UUID organizationId,
        UUID flow,
        String traceId,
        Method method,
        String reason,
        String check,
        String text) {}
