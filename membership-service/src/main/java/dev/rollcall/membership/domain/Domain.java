package dev.rollcall.membership.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claimed domain.
 *
 * @param name lower case, IDNA-encoded
 * @param txtValue the DNS TXT value that proves the claim
 * @param verifiedAt null while pending
 * @param verifiedBy {@code OPERATOR}; null while pending
 */
public record Domain(
        String name,
        Status status,
        String txtValue,
        Instant createdAt,
        @Nullable Instant verifiedAt,
        @Nullable String verifiedBy) {

    public enum Status {
        PENDING,
        VERIFIED
    }
}
