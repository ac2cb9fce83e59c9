package dev.rollcall.membership.team;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A team as the API shows it (R-TEAM-1, R-TEAM-6).
 *
 * @param uuid the same as {@code id}, for clients that know it by this name
 * @param description null: teams have none so far
 * @param mapping the IdP's group behind it; null when there is none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Team(
        UUID id,
        UUID uuid,
        String name,
        @Nullable String description,
        long memberCount,
        @Nullable Mapping mapping) {

    /** @param lastSync when the IdP last changed the group or its members */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Mapping(UUID connectionId, UUID groupId, String groupName, Instant lastSync) {}
}
