package dev.rollcall.contract.provisioning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A SCIM User as stored: everything but {@code schemas}, {@code meta} and rendering.
 *
 * @param id the resource id, stable over deactivation
 * @param resource every attribute that is stored, canonical, {@code userName} and {@code active} included, extensions under their URN
 * @param created when the resource was made
 * @param lastModified when it last really changed (R-SCIM-17)
 * @param version counts its changes, from 1: the ETag
 * @param groups the groups the IdP put it in; null when not asked for
 * @param remarks of the PATCH that this answers; null when there are none
 */
public record UserRecord(
        UUID id,
        ObjectNode resource,
        Instant created,
        Instant lastModified,
        long version,
        @Nullable List<Reference> groups,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Remarks remarks) {

    public UserRecord(
            UUID id,
            ObjectNode resource,
            Instant created,
            Instant lastModified,
            long version,
            @Nullable List<Reference> groups) {
        this(id, resource, created, lastModified, version, groups, null);
    }

    public UserRecord with(List<Reference> groups) {
        return new UserRecord(id, resource, created, lastModified, version, groups, remarks);
    }

    public UserRecord remarked(@Nullable Remarks remarks) {
        return remarks == null ? this : new UserRecord(id, resource, created, lastModified, version, groups, remarks);
    }

    /** A group of a user, or a member of a group: {@code value} and {@code display} of RFC 7643 §2.4. */
    public record Reference(UUID value, @Nullable String display) {}
}
