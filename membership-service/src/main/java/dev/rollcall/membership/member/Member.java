package dev.rollcall.membership.member;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member as the list shows them (R-MEM-2, R-MEM-3).
 *
 * @param username the platform's, not the IdP's
 * @param type {@code User}; invitees will be {@code Invitee}
 * @param role {@code Owner}, {@code Editor} or {@code Member}
 * @param groups names of the teams
 * @param isGuest verified domains exist, and the e-mail is on none of them
 * @param provisioningOrigin {@code SCIM}, {@code JIT}, {@code INVITE}, {@code MANUAL} or {@code AUTO_DOMAIN}
 * @param managedBy {@code SCIM} or {@code NONE}
 * @param scimId the person's id in the SCIM service; null when no IdP described them
 * @param lastProvisionedAt when SCIM last changed that description; null as above
 * @param conflicts open ones about this member
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Member(
        UUID id,
        UUID accountId,
        String username,
        @Nullable String fullName,
        @Nullable String email,
        String type,
        String role,
        List<String> groups,
        boolean isGuest,
        Instant dateJoined,
        String provisioningOrigin,
        String managedBy,
        @Nullable UUID connectionId,
        @Nullable UUID scimId,
        @Nullable String externalId,
        boolean active,
        @Nullable Instant lastProvisionedAt,
        long conflicts) {}
