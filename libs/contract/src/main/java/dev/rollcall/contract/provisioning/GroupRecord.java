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
 * @param members null when not asked for; of a single group the first by their ids, up to {@value #MEMBERS_TOGETHER_MAX}, of a group in a
 *     list all
 */
public record GroupRecord(
        UUID id,
        String displayName,
        @Nullable String externalId,
        Instant created,
        Instant lastModified,
        long version,
        @Nullable List<UserRecord.Reference> members) {
    /** Of a group so many members travel together: some hundred kilobytes, however large the group is. */
    public static final int MEMBERS_TOGETHER_MAX = 5_000;

    public GroupRecord with(List<UserRecord.Reference> members) {
        return new GroupRecord(id, displayName, externalId, created, lastModified, version, members);
    }
}
