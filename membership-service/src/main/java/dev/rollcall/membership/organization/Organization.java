package dev.rollcall.membership.organization;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization as the API shows it.
 *
 * @param name unique in any letter case, lower case; for paths and group names
 * @param displayName for people
 * @param companyId the umbrella; null without one
 * @param seats most members it may have; null for no limit
 * @param seatsUsed counted only while {@code seats} is set
 * @param userNamePrefix what usernames begin with that sign-ins make for its people; empty for nothing
 * @param userNameSuffix the same for their end
 */
public record Organization(
        UUID id,
        String name,
        String displayName,
        @Nullable UUID companyId,
        @Nullable Integer seats,
        int seatsUsed,
        String userNamePrefix,
        String userNameSuffix,
        Instant createdAt) {}
