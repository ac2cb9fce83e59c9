package dev.rollcall.sso.session;

import java.util.UUID;

/**
 * A membership that a session stands on.
 *
 * @param organization its name at sign-in, or at the last look
 * @param role as above; what somebody may do is judged by their standing of the moment, not by this
 * @param epoch the member's session epoch at sign-in
 * @param live false once the member's epoch is greater, or the membership is gone; it never comes back
 */
public record HeldGrant(
        UUID memberId, UUID organizationId, String organization, String role, long epoch, boolean live) {}
