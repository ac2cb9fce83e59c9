package dev.rollcall.contract.provisioning;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param remarks of the PATCH that this answers; null when there are none
 */
public record GroupRecord(
        UUID id,
        String displayName,
        @Nullable String externalId,
        Instant created,
        Instant lastModified,
        long version,
        @Nullable List<UserRecord.Reference> members,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Remarks remarks) {
    /** Of a group so many members travel together: some hundred kilobytes, however large the group is. */
    public static final int MEMBERS_TOGETHER_MAX = 5_000;

    public GroupRecord(
            UUID id,
            String displayName,
            @Nullable String externalId,
            Instant created,
            Instant lastModified,
            long version,
            @Nullable List<UserRecord.Reference> members) {
        this(id, displayName, externalId, created, lastModified, version, members, null);
    }

    public GroupRecord with(List<UserRecord.Reference> members) {
        return new GroupRecord(id, displayName, externalId, created, lastModified, version, members, remarks);
    }

    public GroupRecord remarked(@Nullable Remarks remarks) {
        return remarks == null
                ? this
                : new GroupRecord(id, displayName, externalId, created, lastModified, version, members, remarks);
    }
}
