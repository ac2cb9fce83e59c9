package dev.rollcall.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A membership as it stood after an event, without personal values: also the value of {@code membership.state.v1}.
 *
 * @param userName the platform username (not the e-mail)
 * @param status {@code ACTIVE}, {@code INACTIVE} or {@code REMOVED}
 * @param role {@code member}, {@code editor} or {@code owner}
 * @param teams ids of the teams, in no order
 * @param origin how the membership came to be; never changes
 * @param managedBy {@code SCIM} or {@code NONE}
 * @param externalId the IdP's own id of the person; may be null
 * @param version counts the changes of this membership, from 1
 * @param sessionEpoch sessions and tokens that carry a smaller number are void
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberState(
        UUID memberId,
        UUID accountId,
        String userName,
        String status,
        String role,
        List<UUID> teams,
        String origin,
        String managedBy,
        @Nullable String externalId,
        long version,
        long sessionEpoch) {}
