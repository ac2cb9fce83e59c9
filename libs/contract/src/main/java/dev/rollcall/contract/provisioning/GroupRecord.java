package dev.rollcall.contract.provisioning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A SCIM Group as stored.
 *
 * @param id the resource id
 * @param displayName as the IdP sent it, for instance {@code moby:developers}
 * @param externalId the IdP's own id; may be null
 * @param version counts its changes, from 1: the ETag
 * @param members all members, in no order; null when not asked for
 */
public record GroupRecord(
        UUID id,
        String displayName,
        @Nullable String externalId,
        Instant created,
        Instant lastModified,
        long version,
        @Nullable List<UserRecord.Reference> members) {

    public GroupRecord with(List<UserRecord.Reference> members) {
        return new GroupRecord(id, displayName, externalId, created, lastModified, version, members);
    }
}
