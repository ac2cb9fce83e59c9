package dev.rollcall.membership.team;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a team.
 *
 * @param email for owners; null for everybody else (R-TEAM-2)
 * @param sources why they are in it (R-TEAM-5); at least one
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record TeamMember(
        UUID id,
        String username,
        @Nullable String fullName,
        @Nullable String email,
        List<String> sources) {}
