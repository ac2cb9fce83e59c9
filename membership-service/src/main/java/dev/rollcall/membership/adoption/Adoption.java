package dev.rollcall.membership.adoption;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one adoption or release.
 *
 * @param connectionId that manages the member, or will; null after a release
 * @param scimId the person's id in the SCIM service, from the first push on if not before; null while it is pending or there is none
 * @param until when a pending link lapses; null for the others
 */
record Adoption(
        UUID member,
        Outcome outcome,
        @Nullable UUID connectionId,
        @Nullable UUID scimId,
        @Nullable Instant until) {
    enum Outcome {
        /** SCIM manages the member. */
        ADOPTED,
        /** The next push of the member's exact e-mail or of the named externalId completes it. */
        PENDING,
        /** SCIM does not manage the member. */
        RELEASED
    }
}
