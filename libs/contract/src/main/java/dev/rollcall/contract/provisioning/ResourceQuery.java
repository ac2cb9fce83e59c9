package dev.rollcall.contract.provisioning;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list (RFC 7644 §3.4.2).
 *
 * @param filter RFC 7644 §3.4.2.2, as sent; null means all
 * @param mode how strictly to read the filter
 * @param startIndex 1-based, at least 1
 * @param count 0 to 201; 0 asks for the total only
 * @param sortBy attribute path; null means creation time, then id
 * @param descending whether {@code sortOrder} is {@code descending}
 * @param references whether a user's {@code groups} or a group's {@code members} are wanted
 * @param after only resources behind this id, in the order of ids; then {@code sortBy} is null. Null for all
 * @param uncounted whether the total is known already; counting costs more than a page
 */
public record ResourceQuery(
        @Nullable String filter,
        ScimClient.Mode mode,
        int startIndex,
        int count,
        @Nullable String sortBy,
        boolean descending,
        boolean references,
        @Nullable UUID after,
        boolean uncounted) {

    /** The same from the beginning of a type's resources. */
    public ResourceQuery fromBeginning() {
        return new ResourceQuery(filter, mode, startIndex, count, sortBy, descending, references, null, uncounted);
    }

    public ResourceQuery withoutReferences() {
        return new ResourceQuery(filter, mode, startIndex, count, sortBy, descending, false, after, uncounted);
    }
}
