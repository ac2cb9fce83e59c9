package dev.rollcall.membership.group;

import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.UserRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A SCIM Group as stored, and the team it is mapped to. */
record GroupState(
        UUID id,
        UUID organizationId,
        UUID teamId,
        String displayName,
        @Nullable String externalId,
        Instant created,
        Instant lastModified,
        long version) {

    GroupRecord record(@Nullable List<UserRecord.Reference> members) {
        return new GroupRecord(id, displayName, externalId, created, lastModified, version, members);
    }

    GroupState changed(String newName, @Nullable String newExternalId, UUID organization, UUID team, Instant now) {
        return new GroupState(id, organization, team, newName, newExternalId, created, now, version + 1);
    }
}
